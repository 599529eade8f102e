using ParentClaw.FleetOps;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>
/// Finds the verb of a command line and runs it; what prevents that is one sentence on the error stream.
/// </summary>
internal sealed class CommandLine(TextWriter output, TextWriter errors, TimeProvider time)
{
    /// <summary>Runs a command line to its end.</summary>
    /// <returns>The exit status: 1 where it could not be done.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        IVerb[] verbs =
        [
            new Run(time), new Chat(errors, time), new Backup(), new Restore(time), new RestoreStore(time),
            new Version(),
        ];
        verbs = [.. verbs, new Usage(verbs)];
        try
        {
            return arguments is [var word, ..] && verbs.FirstOrDefault(verb => verb.Name == word) is { } named
                ? await named.RunAsync([.. arguments.Skip(1)], output, cancellationToken)
                : await verbs[0].RunAsync(arguments, output, cancellationToken);
        }
        catch (Exception refusal) when (SentenceOf(refusal) is { } sentence)
        {
            await errors.WriteLineAsync(sentence);
            return 1;
        }
    }

    /// <summary>What a person is told; null for a bug, which shows its stack.</summary>
    private static string? SentenceOf(Exception refusal) => refusal switch
    {
        StartRefusedException or FleetException => refusal.Message,
        AggregateException { InnerExceptions: var all } when all.All(inner => SentenceOf(inner) is not null) =>
            string.Join(' ', all.Select(SentenceOf)),
        _ => null,
    };
}
