namespace ParentClaw.FleetOps.Claws;

/// <summary>What moves a claw from one state to another: an order (<c>Park</c>) or a fact (<c>ParkDone</c>).</summary>
public enum ClawTrigger
{
    /// <summary>Order: make the claw's resources.</summary>
    Deploy,

    /// <summary>Fact: the deployed claw was verified.</summary>
    DeployDone,

    /// <summary>Order: move to other versions.</summary>
    Upgrade,

    /// <summary>Fact: the upgraded or updated claw was verified.</summary>
    UpgradeDone,

    /// <summary>Fact: the upgrade or update failed; the way back begins.</summary>
    UpgradeFailed,

    /// <summary>Order: bring OpenClaw to another version on the machine of now.</summary>
    Update,

    /// <summary>Order: go back to a restore point.</summary>
    RollBack,

    /// <summary>Fact: the restored claw was verified.</summary>
    RollBackDone,

    /// <summary>Order: climb the ladder.</summary>
    Resuscitate,

    /// <summary>Fact: a rung healed the claw, or it needed none.</summary>
    ResuscitateDone,

    /// <summary>Order: restart the gateway or the machine.</summary>
    Restart,

    /// <summary>Fact: it serves again.</summary>
    RestartDone,

    /// <summary>Fact: a changed secret did not hold; the way back to the former one begins.</summary>
    RotationFailed,

    /// <summary>Order: shut down and deallocate.</summary>
    Park,

    /// <summary>Fact: the machine is deallocated.</summary>
    ParkDone,

    /// <summary>Order: start again.</summary>
    Wake,

    /// <summary>Fact: it serves again.</summary>
    WakeDone,

    /// <summary>Order: delete the machine, keep the data disk.</summary>
    Destroy,

    /// <summary>Fact: the machine is gone.</summary>
    DestroyDone,

    /// <summary>Order: delete retired disks, or all that is left of a destroyed claw.</summary>
    Purge,

    /// <summary>Fact: they are gone.</summary>
    PurgeDone,

    /// <summary>Order: make an image of a throw-away machine.</summary>
    Bake,

    /// <summary>Fact: no image came of it; the way back begins.</summary>
    BakeFailed,

    /// <summary>Fact: the throw-away machine is gone.</summary>
    BakeDone,

    /// <summary>Fact: the operation ended badly.</summary>
    Fail,
}
