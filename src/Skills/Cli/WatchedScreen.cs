using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>
/// Shows one answer after the other: on a terminal in the place of the last, on a pipe where it differs from the last,
/// as JSON each on a line.
/// </summary>
internal sealed class WatchedScreen(Surroundings around, Call call, Printing printing)
{
    private const string EraseAll = "\e[H\e[2J";

    private string? _last;

    /// <summary>Shows the next; the exit status it would have alone.</summary>
    public async Task<int> ShowAsync(Envelope answer, CancellationToken cancellationToken)
    {
        if (call.Json || !answer.Ok)
            return await printing.PrintAsync(answer, cancellationToken);

        var text = answer.Data?.Text;
        if (!around.IsOutputTerminal && text == _last)
            return ExitCodes.Ok;

        _last = text;
        if (around.IsOutputTerminal && !call.Quiet)
            await around.Output.WriteAsync(EraseAll);
        return await printing.PrintAsync(answer, cancellationToken);
    }
}
