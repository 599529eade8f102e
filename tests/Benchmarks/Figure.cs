using System.Globalization;

namespace ParentClaw.Benchmarks;

/// <summary>What a benchmark found, beside its goal.</summary>
/// <param name="Name">The benchmark.</param>
/// <param name="Value">What was measured.</param>
/// <param name="Unit">Its unit: <c>s</c>, <c>ms</c>, <c>%</c>, <c>x</c> for a ratio.</param>
/// <param name="Goal">The most that it may be.</param>
/// <param name="IsBesidesGood">Whether what is demanded besides is met; the lines before say what.</param>
internal sealed record Figure(string Name, double Value, string Unit, double Goal, bool IsBesidesGood = true)
{
    /// <summary>Whether the goal is met.</summary>
    public bool IsGood => IsBesidesGood && Value <= Goal;

    /// <summary><c>reply 12.3 ms goal 20 ok</c></summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name} {Value:0.###} {Unit} goal {Goal:0.###} {(IsGood ? "ok" : "short")}");
}
