using ParentClaw.FleetOps.Gateway.Rpc;
using static ParentClaw.TestKit.ScriptedShell;

namespace ParentClaw.FleetOps.Tests.Gateway.Rpc;

public sealed class GatewayTokenTests
{
    [Fact]
    public void It_is_read_from_the_gateways_own_file_and_nothing_secret_is_among_the_words() =>
        string.Join('|', GatewayToken.Find.Words)
            .ShouldBe(
                "bash|-c|cd \"$HOME/.openclaw\" && cat .env secrets.json 2>/dev/null | sed -nE "
                + "'s/^OPENCLAW_GATEWAY_TOKEN=//p; s/^ *\"OPENCLAW_GATEWAY_TOKEN\": \"(.*)\",?$/\\1/p'");

    [Theory]
    [InlineData("0a1b\n", "0a1b")]
    [InlineData("'0a 1b'\n", null)]
    [InlineData("'0a=1b'\n", "0a=1b")]
    [InlineData("\"0a1b\"\n", "0a1b")]
    [InlineData("old\nnew\n", "new")]
    [InlineData("", null)]
    [InlineData("\n", null)]
    [InlineData("''\n", null)]
    [InlineData("a\u001bb\n", null)]
    public void The_last_line_counts_as_OpenClaw_reads_it(string printed, string? token) =>
        GatewayToken.Read(Says(printed))?.Reveal().ShouldBe(token);

    [Fact]
    public void No_file_is_no_token() => GatewayToken.Read(Says("0a1b\n", exitCode: 2)).ShouldBeNull();
}
