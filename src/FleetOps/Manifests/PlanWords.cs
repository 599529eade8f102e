using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>A plan, and what became of it, as a reply. Pure.</summary>
internal static class PlanWords
{
    // A chat or card with more rows is read by nobody; the result for programs has all.
    private const int MostRows = 40;

    /// <summary>What is done, a word for tables and programs.</summary>
    internal static string Say(PlannedKind kind) => kind switch
    {
        PlannedKind.Person => "needs a person",
        _ => $"{kind}".ToLowerInvariant(),
    };

    /// <summary>A plan.</summary>
    internal static Reply Say(ManifestPlan plan) => Reply.Ok([.. Blocks(plan)]) with { Result = Json(plan) };

    /// <summary>A plan as blocks.</summary>
    internal static IEnumerable<ReplyBlock> Blocks(ManifestPlan plan)
    {
        yield return new TextBlock(plan.IsEmpty
            ? "The fleet is what the manifest says; there is nothing to do."
            : $"{Count(plan.Actions.Count(action => action.IsDone), "change")}"
                + (plan.Actions.Count(action => !action.IsDone) is var left and > 0
                    ? $"; {left} left to a person or for later." : "."));
        if (!plan.IsEmpty)
            yield return Table(
                ["Claw", "What", "From", "To"],
                plan.Actions.ConvertAll(action => ImmutableList.Create(
                    $"{action.Claw}", Say(action.Kind), action.From ?? "", action.To)));
        foreach (var block in Notes(plan.Actions.Select(action => (action, action.Note))))
            yield return block;
        if (Cut(plan.Actions.Count) is { } cut)
            yield return cut;
        if (!plan.LeftAlone.IsEmpty)
            yield return new TextBlock(
                $"Left alone, for the manifest does not name them: {Names(plan.LeftAlone)}.");
        if (PlanCost.Of(plan) is { } cost)
            yield return new TextBlock(cost.Say());
    }

    /// <summary>What became of a plan; failed where anything of it did.</summary>
    internal static Reply Say(IReadOnlyList<AppliedAction> applied, ManifestPlan plan)
    {
        var begun = applied.Where(one => one.Operation is not null).ToList();
        var failed = applied.Count(one => one.Outcome == AppliedOutcome.Failed);
        var left = applied.Count(one => one.Outcome == AppliedOutcome.Left);
        var text = $"{Count(applied.Count(one => one.Outcome == AppliedOutcome.Done), "change")} made, "
            + $"{Count(begun.Count, "operation")} begun, {failed} failed, {left} left to a person or for later."
            + (begun.Count > 0 ? " When they are done, apply again: then follows what needs them." : "");
        ReplyBlock[] cut = Cut(applied.Count) is { } block ? [block] : [];
        var result = Json(plan);
        result["operations"] = new JsonArray([.. begun.Select(one => new JsonObject
        {
            ["claw"] = $"{one.Action.Claw}", ["operation"] = $"{one.Operation}",
        })]);
        result["outcomes"] = new JsonArray([.. applied.Select(one => new JsonObject
        {
            ["claw"] = $"{one.Action.Claw}", ["action"] = Word(one.Action.Kind),
            ["outcome"] = $"{one.Outcome}".ToLowerInvariant(), ["said"] = one.Said,
        })]);
        return new Reply
        {
            Status = failed > 0 ? ReplyStatus.Failed : ReplyStatus.Ok,
            Blocks =
            [
                new TextBlock(text),
                Table(
                    ["Claw", "What", "To", "Outcome"],
                    [.. applied.Select(one => ImmutableList.Create(
                        $"{one.Action.Claw}", Say(one.Action.Kind), one.Action.To, Outcome(one)))]),
                .. Notes(applied.Select(one => (one.Action, NeedsNote(one) ? one.Said : null))),
                .. cut,
            ],
            Operation = begun is [var only] ? only.Operation : null,
            Operations = [.. begun.Select(one => one.Operation!)],
            Result = result,
        };
    }

    private static bool NeedsNote(AppliedAction one) => one.Outcome is AppliedOutcome.Failed or AppliedOutcome.Left;

    private static string Outcome(AppliedAction one) =>
        NeedsNote(one) ? $"{one.Outcome}".ToLowerInvariant() : one.Said;

    private static JsonObject Json(ManifestPlan plan) => new()
    {
        ["isEmpty"] = plan.IsEmpty,
        ["actions"] = new JsonArray([.. plan.Actions.Select(action => new JsonObject
        {
            ["claw"] = $"{action.Claw}", ["action"] = Word(action.Kind), ["from"] = action.From, ["to"] = action.To,
            ["line"] = action.Line, ["note"] = action.Note,
        })]),
        ["leftAlone"] = Json(plan.LeftAlone),
        ["cost"] = PlanCost.Of(plan) is { } cost
            ? new JsonObject
            {
                ["perMonth"] = cost.PerMonth, ["currency"] = PlanCost.Currency, ["unknown"] = Json(cost.Unknown),
            }
            : null,
    };

    private static JsonArray Json(ImmutableList<ClawName> names) =>
        new([.. names.Select(name => JsonValue.Create($"{name}"))]);

    private static string Word(PlannedKind kind) => $"{kind}".ToLowerInvariant();

    private static TableBlock Table(ImmutableList<string> columns, ImmutableList<ImmutableList<string>> rows) =>
        new(columns, [.. rows.Take(MostRows)]);

    private static TextBlock? Cut(int rows) => rows > MostRows
        ? new TextBlock($"And {rows - MostRows} more; parentclaw plan --json shows all.")
        : null;

    private static IEnumerable<ReplyBlock> Notes(IEnumerable<(PlannedAction Action, string? Note)> notes)
    {
        var lines = notes.Take(MostRows).Where(one => one.Note is not null)
            .Select(one => $"{one.Action.Claw}, {Say(one.Action.Kind)} (line {one.Action.Line}): {one.Note}").ToList();
        return lines.Count == 0 ? [] : [new TextBlock(string.Join('\n', lines))];
    }

    internal static string Names(ImmutableList<ClawName> names) => names.Count <= MostRows
        ? string.Join(", ", names)
        : $"{string.Join(", ", names.Take(MostRows))} and {names.Count - MostRows} more";

    private static string Count(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
