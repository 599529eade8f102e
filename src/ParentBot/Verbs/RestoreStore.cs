using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Puts a daily copy in the place of a damaged store.</summary>
internal sealed class RestoreStore(TimeProvider time) : IVerb
{
    /// <inheritdoc/>
    public string Name => "restore-store";

    /// <inheritdoc/>
    public string Summary => "[YYYY-MM-DD]  Put the last good daily copy, or that of a day, in the store's place.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        using var held = ParentLock.Take(DataFolder.OpenDefault(), Name, time);
        var restored = await StoreRestoration.RestoreLatestAsync(held, DayIn(arguments), time, cancellationToken);
        await output.WriteLineAsync($"The copy of {restored.Day:yyyy-MM-dd} is the store now."
            + (restored.Aside is { } aside ? $" What stood there is in {aside}." : ""));
        return 0;
    }

    private static DateOnly? DayIn(IReadOnlyList<string> arguments)
    {
        if (arguments.Count == 0)
            return null;

        var text = string.Join(' ', arguments);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day)
            ? day
            : throw new StartRefusedException(
                $"{Quoted.Text(text)} is no day. Write it as in: parentbot restore-store 2026-11-20");
    }
}
