using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>What stands behind <c>backup</c> and <c>restore</c>.</summary>
/// <param name="File">The backup.</param>
/// <param name="PassphraseFile">The file whose first line is the passphrase; null to be asked.</param>
internal sealed record BackupOrder(string File, string? PassphraseFile)
{
    private const string Option = "--passphrase-file";

    /// <summary>Reads it. The passphrase itself never stands here: every account may read a command line.</summary>
    /// <exception cref="StartRefusedException">It is not <c>FILE [--passphrase-file FILE]</c>.</exception>
    public static BackupOrder Parse(string verb, IReadOnlyList<string> arguments)
    {
        return arguments switch
        {
            [var file] when IsFile(file) => new BackupOrder(file, null),
            [var file, Option, var secret] when IsFile(file) => new BackupOrder(file, secret),
            [Option, var secret, var file] when IsFile(file) => new BackupOrder(file, secret),
            _ => throw new StartRefusedException($"Write it as in: parentbot {verb} FILE [{Option} FILE]"),
        };

        static bool IsFile(string argument) =>
            argument.Length > 0 && !argument.StartsWith("--", StringComparison.Ordinal);
    }
}
