using ParentClaw.FleetOps.Health;

namespace ParentClaw.FleetOps.Tests.Health;

public sealed class InstallReportTests
{
    [Fact]
    public void What_was_installed_and_what_was_passed_over_is_told_in_a_line()
    {
        const string text = """
            {"ok":true,"openclaw":"2026.9.6","install":{"ok":true,"scripts":[
            {"name":"os/10-system","state":"done"},{"name":"os/20-node","state":"unchanged"},
            {"name":"os/60-tailscale","state":"skipped","why":"no way there"}]}}
            """;

        InstallReport.TryRead(text, out var report, out _).ShouldBeTrue();

        report!.ToString().ShouldBe("OpenClaw 2026.9.6, 2 parts; without os/60-tailscale");
        report.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void An_image_that_brings_its_programs_needs_nothing()
    {
        InstallReport.TryRead("""{"ok":true,"openclaw":"2026.9.5","install":null}""", out var report, out _)
            .ShouldBeTrue();

        report!.ToString().ShouldBe("The image brings its programs; nothing was installed.");
        report.OpenClaw!.Value.ShouldBe("2026.9.5");
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("no word that is known")]
    public void A_part_that_neither_is_there_nor_may_be_passed_over_is_missing(string state)
    {
        const string report = """{"ok":true,"install":{"ok":true,"scripts":[{"name":"os/20-node","state":"@"}]}}""";

        InstallReport.TryRead(report.Replace("@", state), out var read, out _).ShouldBeTrue();

        read!.Missing.ShouldBe(["os/20-node"]);
    }

    [Theory]
    [InlineData("", "boot.sh printed no JSON")]
    [InlineData("{}", "boot.sh: it does not say that it went well")]
    [InlineData("""{"ok":false,"error":"20-node.sh: no room"}""", "boot.sh: 20-node.sh: no room")]
    [InlineData("""{"ok":true,"install":{"ok":false}}""", "boot.sh: 'install' did not go well")]
    [InlineData("""{"ok":true,"install":[]}""", "boot.sh: 'install' is not an object")]
    public void A_report_of_a_failure_is_none(string text, string refusal)
    {
        InstallReport.TryRead(text, out _, out var why).ShouldBeFalse();

        why.ShouldBe(refusal);
    }
}
