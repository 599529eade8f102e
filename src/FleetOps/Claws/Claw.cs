using System.Collections.Immutable;
using System.Net;
using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Claws;

/// <summary>One managed OpenClaw gateway, as the store knows it. A value: operations return a changed copy.</summary>
public sealed record Claw
{
    /// <summary>Its name, for life.</summary>
    public required ClawName Name { get; init; }

    /// <summary>Where it is in its life.</summary>
    public ClawState State { get; init; }

    /// <summary>Optimistic version of the stored row; 0 for a claw never stored. Set by the store alone.</summary>
    public long Version { get; init; }

    /// <summary>What its machine offers.</summary>
    public Profile Profile { get; init; }

    /// <summary>The machine that carries it now; null before the first and after the last.</summary>
    public MachineSpec? Spec { get; init; }

    /// <summary>Highest generation ever planned. A number is never used again, not even after a failure.</summary>
    public int Generations { get; init; }

    /// <summary>Highest data disk number ever planned.</summary>
    public int Disks { get; init; }

    /// <summary>Number of the data disk that holds the claw's identity now, attached or not; 0 for none.</summary>
    public int Disk { get; init; }

    /// <summary>
    /// Address at which the parent reaches it now; null where no machine answers (parked, destroyed).
    /// </summary>
    public IPAddress? Address { get; init; }

    /// <summary>
    /// Public half of the machine's SSH host key (<c>ssh-ed25519 AAAA…</c>), made by the parent before the first boot.
    /// </summary>
    public string? HostKey { get; init; }

    /// <summary>Public half of the key with which the parent enters.</summary>
    public string? AccessKey { get; init; }

    /// <summary>Numeric Telegram id of its user, who is the gateway's command owner.</summary>
    public long? Owner { get; init; }

    /// <summary>Its Telegram bot's name without <c>@</c>; null where Telegram was not asked for it.</summary>
    public string? BotUserName { get; init; }

    /// <summary>Its model as <c>provider/name</c>.</summary>
    public string? Model { get; init; }

    /// <summary>Who may write to its bot; set when its data disk is new, afterwards by <c>/config</c>.</summary>
    public DmPolicy DmPolicy { get; init; }

    /// <summary>Numeric Telegram ids that <see cref="DmPolicy.Allowlist"/> admits besides the owner.</summary>
    public ImmutableSortedSet<long> AllowFrom { get; init; } = [];

    /// <summary>Newest OpenClaw that its data disk ever ran: an older one would refuse the state.</summary>
    public OpenClawVersion? NewestOpenClaw { get; init; }

    /// <summary>
    /// What it was last found well on: the versions that its data disk comes back to. Null before the first time.
    /// </summary>
    public MachineSpec? LastGood { get; init; }

    /// <summary>Images whose upgrade failed here; not chosen again by themselves.</summary>
    public ImmutableSortedSet<string> FailedImages { get; init; } = [];

    /// <summary><c>key=value</c>, to choose many claws at once.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What failed last and where; set in <see cref="ClawState.Failed"/>, else null.</summary>
    public ClawFailure? Failure { get; init; }

    /// <summary>When it was first ordered.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// Why its data disk would not take this OpenClaw, as a sentence; null where it would.
    /// </summary>
    public string? FindRefusal(OpenClawVersion openClaw) => NewestOpenClaw?.CompareTo(openClaw) > 0
        ? $"{Name}'s data was migrated by OpenClaw {NewestOpenClaw}, which {openClaw} would refuse. "
            + $"/rollback {Name} goes back to older versions with the data of then."
        : null;

    /// <summary>Name of the machine of now.</summary>
    /// <exception cref="InvalidOperationException">The claw has no machine.</exception>
    public MachineName Machine => MachineName.Of(
        Name, (Spec ?? throw new InvalidOperationException($"{Name} has no machine.")).Generation);
}
