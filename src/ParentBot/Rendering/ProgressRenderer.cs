using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Rendering;

/// <summary>
/// Draws an operation: as a block that is redrawn while it runs, or as a line for each change on a pipe. Pure.
/// </summary>
/// <param name="label">Stands before each block, as <c>SANDBOX</c>; null for none.</param>
internal sealed partial class ProgressRenderer(string? label)
{
    private const string Spinner = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";

    /// <summary>The block: a title, a line a step, and the conclusion once it ended.</summary>
    /// <param name="operation">As it now is.</param>
    /// <param name="now">For the elapsed times.</param>
    /// <param name="frame">Counts the redraws, and turns the spinner; null where nothing turns.</param>
    /// <param name="columns">Width into which the conclusion is broken; null for no limit.</param>
    public IReadOnlyList<string> Block(OperationRecord operation, DateTimeOffset now, int? frame, int? columns)
    {
        var elapsed = Elapsed.Text((operation.EndedAt ?? now) - operation.At);
        var lines = operation.Steps.Select(step => $"  {Sign(step, frame)} {Line(step, now)}");
        return [$"{Title(operation)} · {operation.Id} · {elapsed}", .. lines, .. Ending(operation, columns)];
    }

    /// <summary>
    /// What became different since the last look, a line each; the first look (<paramref name="before"/> null) begins
    /// with the title.
    /// </summary>
    public IReadOnlyList<string> Changes(OperationRecord? before, OperationRecord after)
    {
        var begin = before is null ? [$"{Title(after)} · {after.Id}"] : Array.Empty<string>();
        var steps = after.Steps.Where((step, i) => IsNews(before?.Steps.ElementAtOrDefault(i), step))
            .Select(step => $"  {Sign(step, frame: null)} {Line(step, step.EndedAt ?? step.StartedAt ?? after.At)}");
        var ending = before is { Status: not OperationStatus.Open } ? [] : Ending(after, columns: null);
        return [.. begin, .. steps, .. ending];
    }

    /// <summary>What is told of an operation that a former process left open.</summary>
    public string GoesOn(OperationRecord operation) =>
        $"{Title(operation)} goes on from before; /op {operation.Id} shows it.";

    /// <summary>What it is called: <c>Deploy alice</c>.</summary>
    public string Title(OperationRecord operation)
    {
        var order = operation.Order;
        var verb = WordStart().Replace(order, word => $" {word.Value.ToLowerInvariant()}");
        var card = label is null ? "" : $"{label} · ";
        var of = verb.Contains(' ', StringComparison.Ordinal) ? " of" : ""; // "Rotate secret of alice"
        return $"{card}{verb}{of} {operation.Claw}{(operation.IsUndoing ? " · going back" : "")}";
    }

    private static bool IsNews(StepRecord? before, StepRecord step) =>
        step.Status != StepStatus.ToCome && (before?.Status != step.Status || before.Attempts != step.Attempts);

    private static string Sign(StepRecord step, int? frame) => step.Status switch
    {
        StepStatus.ToCome => "·",
        StepStatus.Running => frame is { } turn ? Spinner[turn % Spinner.Length].ToString() : "▶",
        StepStatus.Done => "✓",
        StepStatus.Skipped => "–",
        _ => "✗",
    };

    private static string Line(StepRecord step, DateTimeOffset now)
    {
        var elapsed = step.StartedAt is { } start && (step.EndedAt ?? now) - start is { TotalSeconds: >= 1 } time
            ? $" · {Elapsed.Text(time)}"
            : "";
        var again = step.Attempts > 1 ? $" · attempt {step.Attempts}" : "";
        var note = step.Note is { Length: > 0 } text ? $" · {text}" : "";
        return PlainText.OneLine($"{step.Says}{elapsed}{again}{note}");
    }

    private static IEnumerable<string> Ending(OperationRecord operation, int? columns)
    {
        if (operation.Status == OperationStatus.Open)
            return operation.CancelRequested ? ["  Cancelling after this step."] : [];

        return PlainText.Wrap(Conclusion(operation), columns);
    }

    /// <summary>The closing sentence, or what failed.</summary>
    public static string Conclusion(OperationRecord operation) =>
        operation.Conclusion
        ?? (operation.Failure is { } failure
            ? $"{failure.Step}: {failure.Message}"
            : $"{operation.Id} ended: {operation.Status}.");

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
