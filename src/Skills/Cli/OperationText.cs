using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>An operation as text. Pure.</summary>
internal static class OperationText
{
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Plain = "\e[0m";

    /// <summary>What it is called: <c>Deploy alice · op-k3f9x2ma</c>.</summary>
    public static string Title(OperationView operation) =>
        Harmless.Line($"{operation.Order} {operation.Claw} · {operation.Id}");

    /// <summary>Whether a step ended, or was not needed.</summary>
    public static bool IsOver(StepView step) => step.Status is not ("to_come" or "running");

    /// <summary>A step's line; of one of several with the name of the claw.</summary>
    public static string Line(StepView step, bool hasColour, string? claw = null)
    {
        var (sign, colour) = step.Status switch
        {
            "done" => ("✓", Green),
            "skipped" => ("–", ""),
            "failed" => ("✗", Red),
            "running" => ("▶", ""),
            _ => ("·", ""),
        };
        var shown = hasColour && colour.Length > 0 ? $"{colour}{sign}{Plain}" : sign;
        var note = step.Note is { Length: > 0 } said ? $" · {Harmless.Line(said)}" : "";
        var of = claw is null ? "" : $"{Harmless.Line(claw)}: ";
        return $"  {shown} {of}{Harmless.Line(step.Says)}{note}";
    }

    /// <summary>How it ended; null while it is open.</summary>
    public static string? Ending(OperationView operation) => Outcomes.IsOver(operation)
        ? Harmless.Text(operation.Conclusion ?? $"{operation.Id} ended: {operation.Status}.")
        : null;

    /// <summary>The whole: its title, its steps, how it ended or how to see more.</summary>
    public static string Whole(OperationView operation) => string.Join('\n', (string[])
    [
        Title(operation),
        .. operation.Steps.Select(step => Line(step, hasColour: false)),
        Ending(operation) ?? $"It goes on. To wait for its end: parentclaw op {operation.Id}",
    ]);
}
