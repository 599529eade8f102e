namespace ParentClaw.FleetOps.Remote;

/// <summary>Why a connection was not made, from what the client said.</summary>
/// <remarks>
/// The one place that reads message text: OpenSSH exits with 255 for everything and has no other channel. Its messages
/// are constants of its source, are never translated, and each row is tested against a real sshd. What no row knows is
/// <see cref="FailureReason.Unreachable"/>, so a changed wording can only make us try again, never trust a machine.
/// </remarks>
internal static class SshFailures
{
    private static readonly (string Text, FailureReason Reason, string Sentence)[] Rows =
    [
        ("Host key verification failed", FailureReason.HostKeyChanged, "showed another host key than the pinned one"),
        ("no matching host key type found", FailureReason.HostKeyChanged, "has no host key of the pinned kind"),
        ("Permission denied (", FailureReason.AccessDenied, "refused the parent's user or key"),
    ];

    /// <summary>The failure to throw.</summary>
    /// <param name="target">The machine that was to be reached.</param>
    /// <param name="said">All that the client wrote to stderr.</param>
    public static FleetException Of(RemoteTarget target, string said)
    {
        foreach (var (text, reason, sentence) in Rows)
        {
            if (said.Contains(text, StringComparison.Ordinal))
                return new FleetException(reason, $"The machine of {target.Claw} at {target.Address} {sentence}.");
        }
        return Unreachable(target, said.Trim().Split('\n')[^1].Trim());
    }

    /// <summary>The machine proved itself with another key than the pinned one.</summary>
    public static FleetException AnotherHostKey(RemoteTarget target) => Of(target, Rows[0].Text);

    /// <summary>It was not reached, and this is what is known of it.</summary>
    public static FleetException Unreachable(RemoteTarget target, string detail) => new(
        FailureReason.Unreachable,
        $"The machine of {target.Claw} at {target.Address} cannot be reached"
        + (detail.Length == 0 ? "." : $": {detail}"));

    /// <summary>The connection broke under a running command.</summary>
    public static FleetException Lost(RemoteTarget target) => new(
        FailureReason.Unreachable,
        $"The connection to the machine of {target.Claw} was lost; the command may still have happened.");

    /// <summary>The command did not end in time.</summary>
    public static FleetException TooLong(RemoteTarget target, RemoteCommand command) => new(
        FailureReason.Timeout,
        $"What was asked of the machine of {target.Claw} took longer than {command.Deadline.TotalSeconds:0.#} s "
        + "and was ended.");
}
