namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>What is expected of something that may be refused.</summary>
internal static class Refusals
{
    /// <summary>Nothing is wrong where null is expected; else it says so in these words.</summary>
    public static void ShouldBeOrContain(this string? fault, string? words)
    {
        if (words is null)
            fault.ShouldBeNull();
        else
            fault.ShouldNotBeNull().ShouldContain(words);
    }
}
