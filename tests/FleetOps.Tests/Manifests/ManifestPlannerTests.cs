using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Manifests;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Manifests;

/// <summary>The claws run image 1.0.0, app layer 1.2.0, OpenClaw 2026.9.6, model xai/grok-4, owner 4711.</summary>
public sealed class ManifestPlannerTests
{
    [Fact]
    public void What_differs_is_planned_claw_by_claw_and_the_rest_is_left_alone()
    {
        var alice = Running("alice") with { Labels = Labels("tier", "test") };
        var dora = Running("dora") with { State = ClawState.Destroyed, Spec = null, Address = null };
        var jobs = new[] { Job("parentclaw-night", "0 23 * * *"), Job("standup", "0 9 * * 1-5"), Job("own", "0 1 * * *") };
        Approved.Match(Present.Text(Present.Plan(
            """
            claws:
              alice:
                image: 1.1.0
                app: 1.3.0
                owner: 815
                model: xai/grok-5
                labels: {tier: prod}
                presets: [morning]
                jobs: {standup: {at: "9:30", text: "What is due?"}}
              bob: {openClaw: 2026.9.7}
              carol: {profile: desktop, image: 1.1.0}
              dora: {}
            """,
            new PresentClaw(alice) { Jobs = [.. jobs] }, new PresentClaw(Running("bob")), new PresentClaw(dora),
            new PresentClaw(Running("zoe")))));
    }

    [Fact]
    public void What_no_manifest_may_do_is_left_to_a_person_with_the_way() => Approved.Match(Present.Text(Present.Plan(
        """
        claws:
          anna: {image: 0.9.0}
          anton: {app: 1.1.0}
          berta: {openClaw: 2026.9.5}
          carla: {app: 9.9.9}
          emil: {size: Standard_D4, profile: desktop}
          fred: {image: 1.1.0}
          gina: {model: anthropic/claude}
          hugo: {image: 1.1.0}
          ida: {image: 1.1.0, owner: 1, labels: {a: b}}
        """,
        [
            .. new[] { "anna", "anton", "berta", "carla", "emil", "gina" }.Select(name => new PresentClaw(Running(name))),
            new PresentClaw(Running("fred") with { FailedImages = ["1.1.0"] }),
            new PresentClaw(Running("hugo") with { State = ClawState.Failed, Failure = Some.Failure() with { Order = ClawTrigger.Park } }),
            new PresentClaw(Running("ida") with { State = ClawState.Parked, Address = null }),
        ])));

    [Fact]
    public void A_claw_that_is_busy_is_named_as_such_and_nothing_else_is_planned_for_it()
    {
        var plan = Present.Plan(
            "claws: {alice: {image: 1.1.0, labels: {a: b}}, bob: {image: 1.0.0}}",
            new PresentClaw(Running("alice") with { State = ClawState.Upgrading }),
            new PresentClaw(Running("bob") with { State = ClawState.Restarting }));

        plan.Actions.ShouldHaveSingleItem().Note
            .ShouldBe("alice is busy (Upgrading); apply again when that is done.");
    }

    [Fact]
    public void What_is_missing_for_a_new_claw_is_said_instead_of_making_it()
    {
        var claw = new PresentClaw(new Claw { Name = ClawName.Parse("alice") }) { CannotCreate = "It has no token." };

        Present.Plan("claws: {alice: {}}", claw).Actions.ShouldHaveSingleItem()
            .ShouldBe(new PlannedAction(claw.Claw.Name, PlannedKind.Person, null, "the defaults", 1)
            {
                Note = "It has no token.",
            });
    }

    [Fact]
    public void A_schedule_of_a_gateway_that_cannot_be_asked_is_for_later() =>
        Present.Plan(
            "claws: {alice: {presets: [morning]}}", new PresentClaw(Running("alice")) { Silence = "It is down." })
            .Actions.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
                action => action.Kind.ShouldBe(PlannedKind.Later), action => action.Note.ShouldBe("It is down."));

    private static Claw Running(string name) => Some.RunningClaw() with { Name = ClawName.Parse(name) };

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Labels(string key, string value) =>
        Some.RunningClaw().Labels.Add(key, value);

    private static GatewayCronJob Job(string name, string expression) => new(
        $"id-{name}", name, Enabled: true, $"{expression} (Europe/Berlin)", NextRun: null, LastStatus: null);
}
