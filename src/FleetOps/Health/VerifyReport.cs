using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.FleetOps.Health;

/// <summary>What <c>verify.sh --json</c> says: everything that makes a machine a claw, checked.</summary>
/// <param name="Checks">The checks, in the machine's order.</param>
public sealed record VerifyReport(ImmutableList<VerifyCheck> Checks)
{
    private const int MostChecks = 200;

    /// <summary>Whether there were checks and none is red.</summary>
    public bool IsGood => Checks.Count > 0 && Red.IsEmpty;

    /// <summary>The checks that failed.</summary>
    public ImmutableList<VerifyCheck> Red => Checks.RemoveAll(check => check.IsOk);

    /// <summary>Reads a report; false with a short reason where the text is none.</summary>
    public static bool TryRead(
        string text, [NotNullWhen(true)] out VerifyReport? report, [NotNullWhen(false)] out string? refusal) =>
        JsonFields.TryRead(
            "verify.sh", text,
            fields => new VerifyReport([.. fields.Objects("checks", MostChecks).Select(Read)]), out report, out refusal);

    // A check that does not say that it is good is none.
    private static VerifyCheck Read(JsonFields fields) => new(
        fields.Text("group") ?? "other", fields.Text("name") ?? "unnamed", fields.Flag("ok") ?? false, fields.Text("detail"));
}

/// <summary>One check of <c>verify.sh</c>.</summary>
/// <param name="Group">What it belongs to: <c>disk</c>, <c>config</c>, <c>services</c> …</param>
/// <param name="Name">Its name.</param>
/// <param name="IsOk">Whether it is good.</param>
/// <param name="Detail">What it saw.</param>
public sealed record VerifyCheck(string Group, string Name, bool IsOk, string? Detail);
