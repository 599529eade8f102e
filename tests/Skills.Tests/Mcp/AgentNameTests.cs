using ParentClaw.Skills.Mcp;

namespace ParentClaw.Skills.Tests.Mcp;

public sealed class AgentNameTests
{
    [Theory]
    [InlineData("claude-code", "claude-code")]
    [InlineData("My IDE 2.0", "My-IDE-2.0")]
    [InlineData("a\r\nParentclaw-Person: 1", "a--Parentclaw-Person--1")]
    [InlineData("näme", "n-me")]
    [InlineData("--", "mcp")]
    [InlineData("", "mcp")]
    [InlineData(null, "mcp")]
    public void What_a_client_calls_itself_becomes_a_name(string? given, string name) =>
        AgentName.Of(given).ShouldBe(name);

    [Fact]
    public void A_long_name_is_cut_at_40_characters() => AgentName.Of(new string('a', 10_000)).Length.ShouldBe(40);
}
