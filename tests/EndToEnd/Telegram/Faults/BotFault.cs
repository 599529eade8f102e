using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>One way in which a call of the Bot API goes wrong.</summary>
/// <param name="Name">As the test's name shows it.</param>
/// <param name="Plan">Has it happen to a method's next call.</param>
internal sealed record BotFault(string Name, Func<FaultPlan, Fault> Plan)
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<BotFault> All { get; } =
    [
        new("429, 1 s", plan => plan.TooManyRequests(TimeSpan.FromSeconds(1))),
        new("429, 240 s", plan => plan.TooManyRequests(TimeSpan.FromSeconds(240)))
        {
            Lasts = TimeSpan.FromSeconds(240),
        },
        new("500", plan => plan.Status(500)),
        new("502 and HTML", plan => plan.BadGateway()),
        new("reset before it was taken", plan => plan.ResetBefore()),
        new("reset after it was taken", plan => plan.ResetAfter()) { WasTaken = true },
        new("30 s silence", plan => plan.Silence(Silence)) { Lasts = TimeSpan.FromSeconds(20) },
        new("30 s silence, taken", plan => plan.Silence(Silence, isTaken: true))
        {
            Lasts = TimeSpan.FromSeconds(20), WasTaken = true,
        },
        new("401", plan => plan.Unauthorized()) { Lasts = TimeSpan.FromSeconds(60) },
        new("403", plan => plan.Forbidden()) { IsBlock = true },
        new("409", plan => plan.Conflict()) { Lasts = TimeSpan.FromSeconds(30) },
    ];

    /// <summary>How long the parent leaves Telegram alone for it, or waits for an answer.</summary>
    public TimeSpan Lasts { get; init; }

    /// <summary>Whether the call was carried out, which the parent cannot know: an answer may come twice.</summary>
    public bool WasTaken { get; init; }

    /// <summary>Whether what must go out is held until the person writes again.</summary>
    public bool IsBlock { get; init; }

    /// <summary>The fault of a name.</summary>
    public static BotFault Named(string name) => All.Single(fault => fault.Name == name);

    /// <summary>Each method with each fault.</summary>
    public static TheoryData<string, string> Matrix(params IEnumerable<string> methods)
    {
        var cases = new TheoryData<string, string>();
        foreach (var method in methods)
        {
            foreach (var fault in All)
                cases.Add(method, fault.Name);
        }

        return cases;
    }
}
