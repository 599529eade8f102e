using System.Text;
using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>What each command does to the world: an agent's looking is answered, all else waits for a person.</summary>
public sealed class EffectsTests
{
    // Lines beside the examples, where arguments decide.
    private static readonly string[] Varying =
    [
        "/allow", "/config alice", "/config alice view channels", "/config alice download", "/config alice SET a.b 1",
        "/config alice upload file=/tmp/x", "/cron alice", "/cron alice list", "/cron alice remove standup",
        "/digest now", "/digest list", "/digest remove 1", "/label alice", "/maintenance list",
        "/maintenance end alice", "/mute list", "/mute off", "/open alice ways", "/open alice password",
        "/open alice new-password", "/pairings alice later=ABCD2345", "/secret list alice",
        "/secret forget alice xai_api_key", "/timezone",
    ];

    [Fact]
    public void Each_line_is_known_for_what_it_does()
    {
        var catalogue = CommandCatalogue.Of(typeof(CommandCatalogue).Assembly);
        var parser = new CommandParser(catalogue);
        var lines = catalogue.Commands.Select(command => command.Example).Concat(Varying).ToList();
        lines.Count.ShouldBeGreaterThan(70);

        var all = new StringBuilder();
        foreach (var line in lines.Order(StringComparer.Ordinal))
        {
            parser.TryParse(line, out var command, out var refusal).ShouldBeTrue($"{line}: {refusal}");
            var described = catalogue.Describe(command!);
            (described.EffectOf(command!) <= described.Effect).ShouldBeTrue(line);
            all.Append($"{described.EffectOf(command!),-8} {line}\n");
        }

        Approved.Match(all.ToString());
    }

    [Fact]
    public void A_command_that_varies_is_tried_with_other_arguments_too()
    {
        var varying = CommandCatalogue.Of(typeof(CommandCatalogue).Assembly).Commands
            .Where(command => typeof(IVaries).IsAssignableFrom(command.Type)).Select(command => command.Name).ToList();

        varying.Count.ShouldBeGreaterThan(8);
        varying.ShouldAllBe(name => Varying.Any(line => $"{line} ".StartsWith($"/{name} ", StringComparison.Ordinal)));
    }
}
