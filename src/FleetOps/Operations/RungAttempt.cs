using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Operations;

/// <summary>One climb of one rung, kept for budgets, cool-downs and <c>/why</c>.</summary>
/// <param name="Claw">On which claw.</param>
/// <param name="Rung">The rung's type name.</param>
/// <param name="At">When it was climbed.</param>
/// <param name="Operation">In which operation.</param>
/// <param name="Healed">Whether the claw was well after it.</param>
/// <param name="Note">What was seen after it.</param>
public sealed partial record RungAttempt(
    ClawName Claw, string Rung, DateTimeOffset At, OperationId Operation, bool Healed, string Note)
{
    /// <summary>The rung in words, for people: <c>restart gateway</c>.</summary>
    public string Words =>
        Capital().Replace(Rung.Replace("Rung", "", StringComparison.Ordinal), " $0").Trim().ToLowerInvariant();

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
