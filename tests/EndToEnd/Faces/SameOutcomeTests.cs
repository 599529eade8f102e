using ParentClaw.FleetOps.Commands;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>
/// One catalogue, and the same outcome by every face: each command is given by its own example to four parents that
/// begin alike and live through the same.
/// </summary>
[TestCaseOrderer("ParentClaw.EndToEnd.Faces.InOrder", "EndToEnd")]
public sealed class SameOutcomeTests(FourWays ways) : IClassFixture<FourWays>
{
    private const int CommandsThereAre = 59;

    public static TheoryData<int, string, string> Examples()
    {
        var (number, all) = (0, new TheoryData<int, string, string>());
        foreach (var command in FourWays.Catalogue.Commands)
        {
            var words = command.Example.Split(' ', 2);
            all.Add(number++, command.Name, words.Length > 1 ? words[1] : "");
        }

        return all;
    }

    [Fact]
    public void All_commands_are_compared() =>
        Examples().Select(example => (string)example[1]).Distinct().Count()
            .ShouldBe(CommandsThereAre, "a new command is compared too: count it here");

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task A_command_comes_out_the_same_by_every_face(int number, string command, string words)
    {
        number.ShouldBeLessThan(CommandsThereAre);
        FourWays.Catalogue.TryFind(command, out var described).ShouldBeTrue();
        var outcomes = new Dictionary<string, Outcome>();
        foreach (var (name, way) in ways.Ways)
            outcomes[name] = await way.GiveAsync(described!, words);

        outcomes["terminal"].Text.ShouldNotBeEmpty();
        if (described!.NeedsPerson)
        {
            outcomes.Remove("terminal"); // where one is; the others are told that they are none
            outcomes["cli"].Text.ShouldContain("for persons alone");
        }

        foreach (var (name, outcome) in outcomes)
            outcome.Text.ShouldBe(outcomes.Values.First().Text, $"{name} /{command} {words}");
        outcomes.Values.Select(outcome => outcome.Kind).OfType<string>().Distinct()
            .ShouldHaveSingleItem($"/{command}: {string.Join(", ", outcomes)}");
    }
}
