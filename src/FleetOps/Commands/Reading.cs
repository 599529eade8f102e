namespace ParentClaw.FleetOps.Commands;

/// <summary>What the parser made of a line; the closed family is in this record.</summary>
internal abstract record Reading
{
    /// <summary>A command.</summary>
    /// <param name="Command">With all that was typed and answered.</param>
    public sealed record Complete(ICommand Command) : Reading;

    /// <summary>A command but for an argument that is missing at the end.</summary>
    /// <param name="Command">Which command.</param>
    /// <param name="Missing">What is missing first.</param>
    /// <param name="Why">The sentence for a face that does not ask.</param>
    public sealed record Incomplete(CommandDescription Command, ArgumentDescription Missing, string Why) : Reading;

    /// <summary>No command.</summary>
    /// <param name="Why">How to write it.</param>
    public sealed record Refused(string Why) : Reading;
}
