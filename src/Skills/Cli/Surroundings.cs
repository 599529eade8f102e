namespace ParentClaw.Skills.Cli;

/// <summary>What a call has around it: its streams, whether they are a terminal, its environment, the clock.</summary>
internal sealed record Surroundings
{
    /// <summary>For what was asked for.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>For errors, questions and progress.</summary>
    public required TextWriter Errors { get; init; }

    /// <summary>Opens standard input.</summary>
    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Whether somebody types standard input.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Whether somebody sees standard output.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether somebody sees the errors.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether the account is root, which may speak to the parent of the machine.</summary>
    public bool IsRoot { get; init; }

    /// <summary>Width of the terminal that shows the output; 0 where none does.</summary>
    public int Columns { get; init; }

    /// <summary>Takes a line that a person types; null where he ends the input.</summary>
    public Func<string?> ReadLine { get; init; } = () => null;

    /// <summary>Keeps what a person types from being seen, until the result is disposed of.</summary>
    public required Func<IDisposable> HideTyping { get; init; }

    /// <summary>Whether a person sits there, who can be asked.</summary>
    public bool IsPersonThere => IsInputTerminal && IsErrorTerminal;
}
