using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Tests.Health;

public sealed class ProbeReaderTests
{
    private const string Whole =
        """
        {"at":"2026-11-20T08:00:00Z","clock":1795161600,"claw":"alice","generation":3,
         "boot":{"phase":"done","drained":false,"report":{"ok":true,"app":"1.2.0","openclaw":"2026.9.6",
        """ + """
        "updates":{"at":2,"ran":[]},"error":null}},
         "gateway":{"healthz":true,"startupz":"started","readyz":false,"failing":["telegram"],
        """ + """
        "version":"2026.9.6","uptimeMs":215224,
           "secrets":true,"unit":{"active":"active","sub":"running","result":"success",
        """ + """
        "exitCode":0,"restarts":4,"pid":77}},
         "disk":{"attached":true,"mounted":true,"readOnly":false,"usedPercent":41,"inodesUsedPercent":2},
         "machine":{"memoryKiB":4000000,"memoryAvailableKiB":1000000,"load":[0.50,0.40,0.30],"cpus":2},
         "updatesPending":0,"errors":["one","two\u0007 lines\n"]}
        """;

    [Fact]
    public void A_whole_report_is_read()
    {
        ProbeReader.TryRead(Whole, out var report, out _).ShouldBeTrue();
        Text(report).ShouldBe(Text(new ProbeReport
        {
            Boot = "ready", BootError = null, IsDrained = false, Live = true, Ready = false, Starting = false,
            Failing = ["telegram"], HasSecrets = true, Unit = "active", Restarts = 4, ExitCode = 0,
            OpenClaw = "2026.9.6", AppLayer = "1.2.0", IsMounted = true, IsReadOnly = false, DiskPercent = 41,
            InodePercent = 2, MemoryPercent = 75, Load = 0.25, Clock = DateTimeOffset.FromUnixTimeSeconds(1795161600),
            UpdatesAt = 2, Errors = ["one", "two  lines"],
        }));
    }

    [Fact]
    public void What_a_boot_is_at_is_read()
    {
        ProbeReader.TryRead("""{"boot":{"phase":"running","step":"installing"}}""", out var report, out _)
            .ShouldBeTrue();
        (report!.Boot, report.BootStep).ShouldBe(("booting", "installing"));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"boot":null,"gateway":null,"errors":null}""")]
    [InlineData("""{"gateway":{"unit":{}},"machine":{"memoryKiB":0}}""")]
    public void What_is_absent_is_null(string text)
    {
        ProbeReader.TryRead(text, out var report, out _).ShouldBeTrue();
        Text(report).ShouldBe(Text(new ProbeReport()));
    }

    [Theory]
    [InlineData("", "probe.sh printed no JSON")]
    [InlineData("probe.sh: line 3: syntax error", "probe.sh printed no JSON")]
    [InlineData("""{"gateway":{"healthz":true}""", "probe.sh printed no JSON")]
    [InlineData("""{"errors":[],"errors":["x"]}""", "probe.sh printed no JSON")]
    [InlineData("[]", "probe.sh: 'the whole' is not an object")]
    [InlineData("""{"gateway":{"healthz":"true"}}""", "probe.sh: 'healthz' is not true or false")]
    [InlineData("""{"gateway":[]}""", "probe.sh: 'gateway' is not an object")]
    [InlineData("""{"disk":{"usedPercent":4e99}}""", "probe.sh: 'usedPercent' is not a whole number")]
    [InlineData("""{"disk":{"usedPercent":1.5}}""", "probe.sh: 'usedPercent' is not a whole number")]
    [InlineData("""{"clock":-1}""", "probe.sh: 'clock' is not seconds since 1970")]
    [InlineData("""{"clock":1e300}""", "probe.sh: 'clock' is not seconds since 1970")]
    [InlineData("""{"errors":"x"}""", "probe.sh: 'errors' is not a list")]
    [InlineData("""{"errors":[1]}""", "probe.sh: 'errors' is not a text")]
    [InlineData("""{"errors":["\ud83e"]}""", "probe.sh printed no JSON")]
    [InlineData("""{"\ud83e":1}""", "probe.sh printed no JSON")]
    [InlineData("""{"boot":{"phase":"x"}}""", "probe.sh: 'phase' is none that is known")]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{}}}}}}}}}""", "probe.sh printed no JSON")]
    public void Another_shape_is_refused_with_its_place(string text, string refusal)
    {
        ProbeReader.TryRead(text, out var report, out var why).ShouldBeFalse();
        report.ShouldBeNull();
        why.ShouldBe(refusal);
    }

    [Fact]
    public void Neither_texts_nor_lists_nor_the_whole_can_grow()
    {
        var flood = string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"{i} {new string('x', 198)}🦞\""));
        ProbeReader.TryRead($$"""{"errors":[{{flood}}]}""", out var report, out _).ShouldBeTrue();
        report.Errors.Count.ShouldBe(10);
        report.Errors[^1].ShouldStartWith("49 ");
        report.Errors[^1].Length.ShouldBeLessThanOrEqualTo(201);
        report.Errors.Any(error => char.IsHighSurrogate(error[^2])).ShouldBeFalse();

        ProbeReader.TryRead(new string(' ', ProbeReader.LongestText + 1), out _, out var why).ShouldBeFalse();
        why.ShouldBe("probe.sh printed more than 64 KiB");
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        // A true report with one piece cut out and another text put in: nearer to what breaks parsers than noise.
        var damaged = from at in Gen.Choose(0, Whole.Length - 1)
                      from length in Gen.Choose(0, 8)
                      from put in Gen.Elements(
                          "", "\"", "{", "]", "null", "\\ud800", "-", "1e999", "\0", "true", "[[[[[[[[[", "🦞")
                      select Whole[..at] + put + Whole[Math.Min(Whole.Length, at + length)..];
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(damaged.ToArbitrary(), text =>
                ProbeReader.TryRead(text, out var report, out var why) == (report is not null)
                && (report is null) == (why is not null)));
    }

    // Records compare lists by reference.
    private static string Text(ProbeReport report) => JsonSerializer.Serialize(report);
}
