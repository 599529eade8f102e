using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>The terminal's chat, on a pipe.</summary>
internal sealed partial class TerminalWay(RunningParentBot parent) : IWayIn
{
    private const string Leave = "/cancel";
    private const string End = "/help quit";
    private const string Left = "Left. Nothing was done.";

    /// <inheritdoc/>
    public async Task<Outcome> GiveAsync(CommandDescription command, string words)
    {
        var line = $"/{command.Name} {words}".TrimEnd();
        await parent.Input.WriteAsync($"{line}\n{Leave}\n{End}\n");
        await parent.Input.FlushAsync();

        await ReadToEchoAsync(line);
        var said = (await ReadToEchoAsync(Leave, End)).TrimEnd();
        if (said.LastIndexOf('\n') is var last and > 0 && Operation().IsMatch(said))
            said = said[(last + 1)..]; // the steps stand above the conclusion
        if (!said.Contains(Left, StringComparison.Ordinal))
        {
            await ReadToEchoAsync(End);
            return new Outcome(null, Outcome.Plain(said));
        }

        // The question took /cancel as its answer.
        var asked = said[..said.IndexOf(Left, StringComparison.Ordinal)].TrimEnd();
        if (asked.EndsWith(Leave, StringComparison.Ordinal)) // a secret's answer is not echoed
            asked = asked[..^Leave.Length].TrimEnd();
        asked = asked.Replace(" [yes/no]", "", StringComparison.Ordinal);
        return new Outcome("asks", Outcome.Plain(asked.Replace("SANDBOX · ", "", StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        parent.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> ReadToEchoAsync(params string[] lines)
    {
        var said = new List<string>();
        while (await parent.Output.ReadLineAsync() is { } next)
        {
            if (lines.Any(line => next.EndsWith($"> {line}", StringComparison.Ordinal)))
                return string.Join('\n', said);
            said.Add(next);
        }

        return string.Join('\n', said); // after /quit nothing comes any more
    }

    [GeneratedRegex(@"^SANDBOX · .* · op-[a-z0-9]{8}$", RegexOptions.Multiline)]
    private static partial Regex Operation();
}
