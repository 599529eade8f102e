using System.Text;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Manifests;

namespace ParentClaw.FleetOps.Tests.Manifests;

public sealed class ManifestReaderTests
{
    [Fact]
    public void All_that_can_be_said_is_read_and_the_defaults_are_merged_key_by_key()
    {
        var manifest = Read(
            """
            defaults:
              image: "1.10"
              owner: 4711
              labels: {fleet: home, tier: test}
              presets: [night]
            claws:
              bob:
              alice:
                profile: desktop
                size: Standard_B4s_v2
                app: 1.2.0
                openClaw: 2026.9.6
                model: xai/grok-4
                allow: [815, 7]
                labels: {tier: prod}
                presets: [weekly, morning]
                jobs:
                  standup: {at: "9:05", days: "mon,fri", tell: nobody, text: "What is due?"}
            """);

        manifest.Claws.Select(claw => claw.Name.Value).ShouldBe(["alice", "bob"]);
        var (alice, bob) = (manifest.Claws[0], manifest.Claws[1]);
        (alice.Profile, alice.Size, alice.Image, alice.AppLayer, alice.OpenClaw).ShouldBe(
        (
            Profile.Desktop, "Standard_B4s_v2", ImageVersion.Parse("1.10"), AppLayerVersion.Parse("1.2.0"),
            OpenClawVersion.Parse("2026.9.6")));
        (alice.Owner, alice.Model, alice.Policy).ShouldBe((4711, "xai/grok-4", DmPolicy.Allowlist));
        alice.Allow!.ShouldBe([7, 815]);
        alice.Labels!.ShouldBe(new Dictionary<string, string> { ["fleet"] = "home", ["tier"] = "prod" });
        alice.Presets!.ShouldBe(["morning", "weekly"]);
        alice.Jobs!.ShouldBe([new ManifestJob("standup", "5 9 * * 1,5", "What is due?", TellsOwner: false)]);
        alice.LineOf("app").ShouldBe(11);
        alice.LineOf("owner").ShouldBe(3);
        (bob.Line, bob.Policy, bob.Profile).ShouldBe((7, null, null));
        bob.Labels!["tier"].ShouldBe("test");
        bob.Presets!.ShouldBe(["night"]);
    }

    [Theory]
    [InlineData("claws: {alice: {image: 1.10}}", "line 1, column 24: image: YAML reads 1.10 as no text. Write it in quotes: \"1.10\".")]
    [InlineData("claws: {alice: {labels: {tier: yes}}}", "Write it in quotes: \"yes\".")]
    [InlineData("claws: {alice: {image: latest}}", "'latest' is no image. An image is one exact version")]
    [InlineData("claws: {alice: {owner: \"4711\"}}", "owner wants a whole number, a Telegram id as 4711, without quotes.")]
    [InlineData("claws: {alice: {owner: -3}}", "owner wants a whole number")]
    [InlineData("claws: {alice: {owner: 99999999999999999999}}", "owner wants a whole number")]
    [InlineData("claws: {alice: {owner: 0x10}}", "owner wants a whole number")]
    [InlineData("claws: {alice: {ower: 3}}", "There is no 'ower' in alice. Did you mean owner?")]
    [InlineData("claws: {alice: {botToken: x}}", "'botToken': a manifest holds no secrets.")]
    [InlineData("claws: {alice: {profile: screen}}", "profile is one of headless, desktop, not 'screen'.")]
    [InlineData("claws: {alice: {profile: [headless]}}", "profile wants a text.")]
    [InlineData("claws: {alice: {model: }}", "model says nothing. Leave the key out")]
    [InlineData("claws: {alice: {allow: [1, 1]}}", "1 stands twice in allow.")]
    [InlineData("claws: {alice: {allow: 1}}", "allow wants a list: [4711].")]
    [InlineData("claws: {alice: {policy: open, allow: [1]}}", "allow is the list of policy: allowlist")]
    [InlineData("claws: {alice: {presets: [noon]}}", "presets is one of morning, evening, night, weekly, not 'noon'.")]
    [InlineData("claws: {alice: {labels: {Tier: x}}}", "'Tier' is no name here. A label's key is 1 to 32")]
    [InlineData("claws: {alice: {labels: {tier: \"a\\nb\"}}}", "is no labels.")]
    [InlineData("claws: {alice: {jobs: {standup: {text: x}}}}", "The job standup has no at.")]
    [InlineData("claws: {alice: {jobs: {standup: {at: \"25:00\", text: x}}}}", "'25:00' is no at. A time is written 09:30.")]
    [InlineData("claws: {alice: {jobs: {parentclaw-night: {at: \"9:00\", text: x}}}}", "'parentclaw-night' is no name here.")]
    [InlineData("claws: {Alice: {}}", "'Alice' is no claw's name.")]
    [InlineData("claws: [alice]", "claws is a map")]
    [InlineData("claw: {}", "There is no 'claw' in a manifest. Did you mean claws?")]
    [InlineData("[]", "a manifest is a map of keys here")]
    [InlineData("", "The manifest is empty.")]
    [InlineData("# nothing\n", "The manifest is empty.")]
    [InlineData("claws: {}\n---\nclaws: {}", "line 2, column 1: A second document begins here")]
    [InlineData("claws:\n\talice: {}", "A tab stands in this line")]
    [InlineData("claws: {alice: {}, alice: {}}", "'alice' stands already in line 1.")]
    [InlineData("claws: {alice: &a {}, bob: *a}", "anchors (&, *) are not for manifests")]
    [InlineData("claws: {alice: !!python/object {}}", "tags (!) are not for manifests")]
    [InlineData("claws: {? {a: b} : c}", "A key is a word here.")]
    [InlineData("claws: {alice", "This is no YAML")]
    [InlineData("claws: {alice: {}}\n# 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "line 2, column 1: This looks like a secret")]
    [InlineData("claws: {al\uFFFDce: {}}", "line 1, column 11: A character here is no UTF-8.")]
    [InlineData("claws: {alice: {}} # \u202E", "A character that cannot be seen stands here (U+202E).")]
    [InlineData("claws: {alice: {}}\0", "A character that cannot be seen stands here (U+0000).")]
    public void What_is_not_wholly_right_is_refused_with_its_place_and_what_to_do(string text, string fault)
    {
        ManifestReader.Read(text, out var faults).ShouldBeNull();
        string.Join('\n', faults).ShouldContain(fault);
        faults.ShouldAllBe(one => one.Line > 0 && one.Column > 0 && (one.Text.EndsWith('.') || one.Text.EndsWith('?') || one.Text.EndsWith(']')));
    }

    [Fact]
    public void A_fault_never_shows_a_secret_that_stands_there() =>
        Faults("claws: {alice: {model: sk-ant-REDACTED}}").ShouldNotContain("abcdefghij");

    [Fact]
    public void Every_fault_is_told_in_the_order_of_the_lines() =>
        Faults("defaults: {size: 1}\nclaws:\n  al: {}\n  bob: {app: x, app: y}\n  carol: {imag: 1.1.0}")
            .Split('\n').Select(line => line.Split(',')[0]).ShouldBe(["line 1", "line 3", "line 4", "line 4", "line 5"]);

    [Fact]
    public void What_grows_when_it_is_read_is_refused_before_it_does()
    {
        Faults(string.Concat(Enumerable.Repeat("[", 100_000))).ShouldContain("nested deeper than 12 levels");
        Faults(string.Concat(Enumerable.Repeat("{a: ", 100_000))).ShouldContain("nested deeper than 12 levels");
        Faults(new string('#', (1024 * 1024) + 1)).ShouldContain("It has more than 1024 KiB.");
    }

    [Fact]
    public void A_byte_order_mark_and_the_newlines_of_Windows_are_no_fault() =>
        Read("\uFEFFclaws:\r\n  alice:\r\n    owner: 7\r\n").Claws[0].Owner.ShouldBe(7);

    [Fact]
    public void A_thousand_claws_are_read()
    {
        var text = new StringBuilder("claws:\n");
        for (var i = 0; i < 1000; i++)
            text.Append($"  claw-{i}:\n    image: \"1.1.0\"\n    labels: {{tier: prod, team: t{i}}}\n");

        Read(text.ToString()).Claws.Count.ShouldBe(1000);
    }

    private static Manifest Read(string text)
    {
        var manifest = ManifestReader.Read(text, out var faults);
        string.Join('\n', faults).ShouldBe("");
        return manifest.ShouldNotBeNull();
    }

    private static string Faults(string text)
    {
        ManifestReader.Read(text, out var faults).ShouldBeNull();
        return string.Join('\n', faults);
    }
}
