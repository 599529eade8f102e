using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class UpgradeTests(PaperWorld world) : PaperTests(world)
{
    [Fact]
    public async Task It_goes_to_the_newest_that_is_not_marked_broken_and_is_content_there()
    {
        await DeployedAsync();

        (await Life.RunAsync($"/upgrade {Name}")).Target!.Image.ShouldBe(ImageVersion.Parse("1.1.0"));

        var again = await Life.SayAsync($"/upgrade {Name}");
        again.Status.ShouldBe(ReplyStatus.Ok);
        Chat.Text(again).ShouldBe(
            $"{Name} runs image 1.1.0 and app layer 1.1.0 already; there is nothing newer that is good.");
    }

    [Fact]
    public async Task An_image_that_failed_here_is_not_chosen_again_by_itself_but_by_name()
    {
        await DeployedAsync();
        World.Shell.On(
            Name.Value, "verify.sh", target => target.Generation == 2 ? ScriptedShell.Says("", exitCode: 1) : null);

        (await Life.RunAsync($"/upgrade {Name}")).Status.ShouldBe(OperationStatus.RolledBack);

        (await ClawAsync()).FailedImages.ShouldBe(["1.1.0"]);
        Chat.Text(await Life.SayAsync($"/upgrade {Name}")).ShouldContain("there is nothing newer that is good");
        (await Life.RunAsync($"/upgrade {Name} image=1.1.0")).Status.ShouldBe(OperationStatus.Succeeded);
    }

    [Fact]
    public async Task A_broken_image_is_taken_where_it_is_named()
    {
        await DeployedAsync();

        (await Life.RunAsync($"/upgrade {Name} image=1.2.0-bad")).Target!.Image
            .ShouldBe(ImageVersion.Parse("1.2.0-bad"));
    }

    [Fact]
    public async Task An_app_layer_that_is_not_here_is_refused_with_those_that_are()
    {
        await DeployedAsync();

        Chat.Text(await Life.SayAsync($"/upgrade {Name} app=9.9.9"))
            .ShouldBe("There is no app layer 9.9.9 here; there is 1.1.0.");
    }

    [Fact]
    public async Task An_app_layer_that_is_named_keeps_the_image()
    {
        await DeployedAsync();

        Chat.Text(await Life.SayAsync($"/upgrade {Name} app=1.1.0"))
            .ShouldStartWith($"{Name} runs image 1.0.0 and app layer 1.1.0");
    }

    [Fact]
    public async Task An_unknown_image_is_refused_with_those_there_are()
    {
        await DeployedAsync();

        var reply = await Life.SayAsync($"/upgrade {Name} image=7.7.7");

        reply.Status.ShouldNotBe(ReplyStatus.Ok);
        Chat.Text(reply).ShouldContain("1.1.0");
    }

    [Fact]
    public async Task A_parked_claw_is_refused_before_the_cloud_is_asked()
    {
        await DeployedAsync();
        await Life.RunAsync($"/park {Name}");

        Chat.Text(await Life.SayAsync($"/upgrade {Name}"))
            .ShouldBe($"{Name} is parked. /wake {Name} first, then try again.");
    }

    [Fact]
    public async Task An_image_alone_keeps_the_claw_s_OpenClaw_and_no_order_takes_one_that_is_older_than_its_data()
    {
        await DeployedAsync();
        (await Life.RunAsync($"/update {Name} 2026.9.7")).Status.ShouldBe(OperationStatus.Succeeded);

        (await Life.RunAsync($"/upgrade {Name} image=1.1.0")).Target!.OpenClaw.ShouldBe(Updated);
        (await Life.RunAsync($"/upgrade {Name} image=1.0.0")).Target!.OpenClaw.ShouldBe(Updated);
        // The app layer's own would be 2026.9.6.
        (await Life.RunAsync($"/upgrade {Name}")).Target!.OpenClaw.ShouldBe(Updated);
    }

    [Fact]
    public async Task A_rollback_goes_to_exactly_the_OpenClaw_of_then()
    {
        await DeployedAsync();
        await Life.RunAsync($"/update {Name} 2026.9.7");

        (await Life.RunAsync($"/rollback {Name}", "yes")).Target!.OpenClaw.ShouldBe(OpenClawVersion.Parse("2026.9.6"));
        (await ClawAsync()).NewestOpenClaw.ShouldBe(OpenClawVersion.Parse("2026.9.6"));
    }

    private static OpenClawVersion Updated => OpenClawVersion.Parse("2026.9.7");
}
