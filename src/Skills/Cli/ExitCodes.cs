using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>What the exit status of <c>parentclaw</c> tells scripts.</summary>
internal static class ExitCodes
{
    /// <summary>Done, or under way where it was not waited for.</summary>
    public const int Ok = 0;

    /// <summary>It failed, or was not over in the time given.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>It waits for a person.</summary>
    public const int Waiting = 3;

    /// <summary>No parent answers.</summary>
    public const int NoParent = 4;

    /// <summary>The state of things or the rules do not allow it.</summary>
    public const int Refused = 5;

    /// <summary>Ctrl-C, as shells have it: 128 and the signal's number.</summary>
    public const int Interrupted = 130;

    /// <summary>The exit status of an envelope.</summary>
    public static int Of(Envelope envelope) => envelope.Error is { } error ? Of(error.Reason) : Ok;

    /// <summary>The exit status of a reason.</summary>
    public static int Of(ErrorReason reason) => reason switch
    {
        ErrorReason.Failed or ErrorReason.Timeout => Failed,
        ErrorReason.Usage => Usage,
        ErrorReason.Waiting => Waiting,
        ErrorReason.NoParent => NoParent,
        ErrorReason.Refused or ErrorReason.Unauthorized or ErrorReason.Forbidden or ErrorReason.NotFound => Refused,
        _ => throw new InvalidOperationException($"{reason} has no exit status."),
    };
}
