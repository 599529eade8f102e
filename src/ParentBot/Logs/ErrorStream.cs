using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.ParentBot.Logs;

/// <summary>The process's error stream, for where no terminal face runs: journald and containers collect it.</summary>
[SuppressMessage(
    "ApiDesign", "RS0030:Do not use banned APIs", Justification = "Runs only where no terminal face owns the console.")]
internal sealed class ErrorStream : ILogTarget
{
    /// <inheritdoc/>
    public void Write(string line) => Console.Error.WriteLine(line);
}
