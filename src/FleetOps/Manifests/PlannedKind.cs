namespace ParentClaw.FleetOps.Manifests;

/// <summary>What is to be done for a claw to become what its manifest says.</summary>
public enum PlannedKind
{
    /// <summary>It is made, on the data disk that was kept where there is one.</summary>
    Create,

    /// <summary>Its machine is replaced by one of another image, app layer or both; the data disk stays.</summary>
    Upgrade,

    /// <summary>Its OpenClaw is brought to a newer version where its machine stands.</summary>
    Update,

    /// <summary>Its labels are set.</summary>
    Relabel,

    /// <summary>Its owner, and who else may write to its bot, are set.</summary>
    Access,

    /// <summary>Its model is set.</summary>
    Model,

    /// <summary>What its agent does by the clock is set.</summary>
    Schedule,

    /// <summary>It cannot be done from a manifest; <see cref="PlannedAction.Note"/> says who does it how.</summary>
    Person,

    /// <summary>It is busy, or not there yet; apply again when that is over.</summary>
    Later,
}
