using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Terminal;

/// <summary>
/// Takes a passphrase: from a person at a keyboard without echo, else from a line of standard input or a file. Never
/// from the command line or the environment, which other programs may read.
/// </summary>
[SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Justification = "No terminal face runs beside a verb.")]
internal static class PassphraseInput
{
    // Guessing costs a third of a second each; at random, twelve letters are beyond that.
    private const int Shortest = 12;

    /// <summary>Takes one.</summary>
    /// <param name="file">The file whose first line it is; null for the person or standard input.</param>
    /// <param name="isNew">
    /// Whether it will protect something: then it must be long enough, and is asked for twice.
    /// </param>
    /// <param name="cancellationToken">Ends the wait for standard input.</param>
    /// <exception cref="StartRefusedException">There is none, or none that is good enough.</exception>
    public static async Task<Secret> ReadAsync(string? file, bool isNew, CancellationToken cancellationToken)
    {
        var text = file is not null ? FirstLine(file)
            : Console.IsInputRedirected ? await FirstLineAsync(cancellationToken)
            : isNew ? AskTwice()
            : Ask("Passphrase: ");
        if (text.Length == 0)
            throw new StartRefusedException("No passphrase was given, so nothing was done.");
        if (isNew && text.Length < Shortest)
            throw new StartRefusedException(
                $"The passphrase is too short to protect the fleet's secrets: at least {Shortest} characters, please.");

        return new Secret(text);
    }

    private static string FirstLine(string file)
    {
        try
        {
            return File.ReadLines(file).FirstOrDefault() ?? "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The passphrase cannot be read: {error.Message}", error);
        }
    }

    private static async Task<string> FirstLineAsync(CancellationToken cancellationToken) =>
        (await new LineReader(Console.OpenStandardInput()).ReadAsync(cancellationToken))?.Text ?? "";

    private static string AskTwice()
    {
        var first = Ask("Passphrase: ");
        return first == Ask("The same again: ")
            ? first
            : throw new StartRefusedException("These two differ, so nothing was done.");
    }

    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var line = new LineBuffer();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
            line.Apply(key);
        Console.Error.WriteLine();
        return line.Text;
    }
}
