using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.Skills.Tests;

/// <summary>What an agent reads: it pays for each word, and does what stands there.</summary>
public sealed partial class SkillFileTests
{
    private const int MostLines = 120;
    private const int MostBytes = 6_000;
    private const int LongestDescription = 160; // of OpenClaw: more is cut in its list

    private static readonly CommandCatalogue Catalogue = CommandCatalogue.Of(typeof(FleetException).Assembly);

    private static string Text { get; } = Encoding.UTF8.GetString(SkillInstall.Files()["SKILL.md"]);

    [Fact]
    public void It_costs_an_agent_no_more_than_it_may()
    {
        Text.Split('\n').Length.ShouldBeLessThan(MostLines);
        Encoding.UTF8.GetByteCount(Text).ShouldBeLessThan(MostBytes);
    }

    [Fact]
    public void Its_front_matter_is_what_OpenClaw_reads()
    {
        var front = Text.Split("---\n")[1].TrimEnd().Split('\n').Select(line => line.Split(": ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1]);

        front.Keys.ShouldBe(["name", "description", "user-invocable", "metadata"], ignoreOrder: true);
        front["name"].ShouldBe(SkillInstall.Name);
        front["description"].Length.ShouldBeInRange(1, LongestDescription);
        front["user-invocable"].ShouldBe("true");
        JsonDocument.Parse(front["metadata"]).RootElement.GetProperty("openclaw").GetProperty("requires")
            .GetProperty("bins").EnumerateArray().Select(bin => bin.GetString()).ShouldBe(["parentclaw"]);
    }

    [Fact]
    public void Every_line_for_the_command_line_is_one_of_a_command_that_is_there()
    {
        var lines = Lines().Matches(Text).Select(match => match.Groups["words"].Value.Trim()).ToList();
        lines.Count.ShouldBeGreaterThan(25);

        foreach (var line in lines)
        {
            line.ShouldContain("--json");
            var words = Options().Replace(line, "").Trim();
            Catalogue.TryFind(words.Split(' ')[0], out var command).ShouldBeTrue(line);
            var typed = $"/{words.Replace("\"", "", StringComparison.Ordinal)}";
            new CommandParser(Catalogue).TryParse(typed, out var order, out var refusal).ShouldBeTrue($"{line}: {refusal}");
            // Who is asked for it must know why.
            line.Contains("--why", StringComparison.Ordinal).ShouldBe(command!.EffectOf(order!) != Effect.Reads, line);
        }
    }

    [Fact]
    public void No_secret_is_asked_for_and_none_goes_over_the_command_line()
    {
        foreach (Match line in Lines().Matches(Text))
            line.Value.ShouldNotMatch("parentclaw (secret|token|config)");
        Text.ShouldContain("Never ask for a secret in chat");
    }

    [GeneratedRegex(@"(?:`|^)parentclaw (?<words>[a-z][^`\n]*)", RegexOptions.Multiline)]
    private static partial Regex Lines();

    [GeneratedRegex("""--why "[^"]*"|--timeout \S+|--[a-z-]+""")]
    private static partial Regex Options();
}
