using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot;

namespace ParentClaw.EndToEnd.Life;

/// <summary>A fleet from a file, in a whole parent with process machines.</summary>
public sealed class ManifestTests
{
    private const string Two =
        """
        defaults: {image: 1.0.0, owner: 1000001}
        claws:
          alice: {labels: {tier: prod}}
          bob: {policy: allowlist, allow: [4711]}
        """;

    [Fact]
    public async Task A_fleet_is_made_found_as_written_changed_and_left_alone_again()
    {
        await using var parent = await LiveParent.StartAsync(home: null);
        await ApplyAsync(parent, Two, operations: 2);
        (await parent.SayAsync($"/plan {Two}")).Text.ShouldBe(
            "The fleet is what the manifest says; there is nothing to do.");

        var export = (await parent.DoAsync("/export presets=yes")).Reply.Blocks.OfType<FileBlock>().Single().Text;
        ((bool)(await parent.DoAsync($"/plan {export}")).Reply.Result!["isEmpty"]!).ShouldBeTrue(export);

        var next = export.Replace("\"1.0.0\"", "\"1.1.0\"", StringComparison.Ordinal);
        next = string.Join('\n', next.Split('\n').Where(line => !line.Contains("openClaw:", StringComparison.Ordinal)));
        await ApplyAsync(parent, next, operations: 2);
        (await parent.ClawAsync("bob")).Spec!.Image.ShouldBe(ImageVersion.Parse("1.1.0"));
        ((bool)(await parent.DoAsync($"/plan {next}")).Reply.Result!["isEmpty"]!).ShouldBeTrue();

        var alone = await parent.SayAsync("/plan claws: {alice: {}}");
        alone.Text.ShouldContain("Left alone, for the manifest does not name them: bob.");
    }

    private static async Task ApplyAsync(LiveParent parent, string manifest, int operations)
    {
        var told = await parent.SayAsync($"/apply {manifest}", "yes");
        told.Reply.Status.ShouldBe(ReplyStatus.Ok, told.Text);
        var begun = told.Reply.Result!["operations"]!.AsArray();
        begun.Count.ShouldBe(operations, told.Text);
        foreach (var one in begun)
        {
            OperationId.TryParse((string)one!["operation"]!, out var id).ShouldBeTrue();
            OperationRecord? last = null;
            await foreach (var look in parent.Get<OperationFollower>().FollowAsync(id!, CancellationToken.None))
                last = look;
            last!.Status.ShouldBe(OperationStatus.Succeeded, last.Conclusion);
        }
    }
}
