using System.Collections.Immutable;
using System.Net;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Manifests;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Manifests;

public sealed class ManifestTextTests
{
    private static readonly Gen<ClawState> States = Gen.Elements(Enum.GetValues<ClawState>());

    private static readonly Gen<ImmutableSortedDictionary<string, string>> Labels =
        from keys in Gen.Elements("tier", "team", "a", "on", "yes", "n_1").ListOf()
        from values in Gen.Elements("prod", "1.10", "true", "-", "a:b", "@x", "null", "0x1", "~a".TrimStart('~')).ListOf(keys.Count)
        select keys.Zip(values).DistinctBy(pair => pair.First)
            .ToImmutableSortedDictionary(pair => pair.First, pair => pair.Second);

    private static readonly Gen<Claw> Claws =
        from state in States
        from profile in Gen.Elements(Enum.GetValues<Profile>())
        from image in Gen.Elements("1.10", "1.0.0", "1.2.0-bad", "Canonical:ubuntu-24_04-lts:server:24.04.202610140")
        from openClaw in Gen.Elements("2026.9.6", "2026.10.0-beta.1", null)
        from owner in Gen.Elements<long?>(1, 4711, 4_503_599_627_370_495, null)
        from model in Gen.Elements("xai/grok-4", "a/b/c:d@1", null)
        from policy in Gen.Elements(Enum.GetValues<DmPolicy>())
        from allow in Gen.Choose(1, 9).ListOf()
        from labels in Labels
        from failed in Gen.Elements(Enum.GetValues<ClawTrigger>())
        select Some.RunningClaw() with
        {
            State = state,
            Profile = profile,
            Spec = state is ClawState.New or ClawState.Destroyed
                ? null
                : Some.Spec(image) with { OpenClaw = openClaw is null ? null : OpenClawVersion.Parse(openClaw) },
            Address = IPAddress.Loopback,
            Owner = owner,
            Model = model,
            DmPolicy = policy,
            AllowFrom = policy == DmPolicy.Allowlist ? [.. allow.Select(id => (long)id)] : [],
            Labels = labels,
            Failure = state == ClawState.Failed ? Some.Failure() with { Order = failed } : null,
        };

    private static readonly Gen<ImmutableList<GatewayCronJob>?> Jobs =
        from names in Gen.Elements("parentclaw-morning", "PARENTCLAW-night", "own", "heartbeat-main").ListOf()
        from isTold in Gen.Elements(true, false)
        select isTold
            ? names.Select(name => new GatewayCronJob(name, name, true, "0 1 * * * (UTC)", null, null)).ToImmutableList()
            : null;

    [Fact]
    public void What_is_exported_read_and_planned_leaves_nothing_to_do()
    {
        var present = from claw in Claws from jobs in Jobs select new PresentClaw(claw) { Jobs = jobs };
        Prop.ForAll(present.ListOf().ToArbitrary(), fleet =>
        {
            var manifest = ManifestReader.Read(ManifestText.Write(fleet, Some.Moment), out var faults);
            string.Join('\n', faults).ShouldBe("");
            var plan = ManifestPlanner.Plan(manifest!, Present.Fleet(fleet));
            Present.Text(plan with { LeftAlone = [] }).ShouldBe("left alone: ");
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_export_is_as_people_would_write_it() => Approved.Match(ManifestText.Write(
        [
            new PresentClaw(Some.RunningClaw() with
            {
                Name = ClawName.Parse("alice"), DmPolicy = DmPolicy.Allowlist, AllowFrom = [7, 815],
                Labels = Some.RunningClaw().Labels.Add("tier", "prod"),
            })
            {
                Jobs = [new GatewayCronJob("1", "parentclaw-morning", true, "30 9 * * * (UTC)", null, null)],
            },
            new PresentClaw(Some.FailedClaw() with { Name = ClawName.Parse("bob"), Model = "strange model" }),
            new PresentClaw(Some.NewClaw()),
        ],
        Some.Moment));
}
