using System.Text;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.FleetOps.Tests.Contracts;

public sealed class EnvelopeScanTests
{
    [Theory]
    [InlineData("""{"ok":true,"command":"fleet","data":{"status":"ok","result":{"operation":[{"ok":false}]},"blocks":[]}}""")]
    [InlineData("""{"command":"ack","ok":true}""")]
    [InlineData("""  {"ok":true,"more":[{"data":{"operation":1}}]}  """)]
    public void What_is_done_is_passed_on(string json) => IsDone(json).ShouldBeTrue();

    [Theory]
    [InlineData("""{"ok":false,"command":"fleet","data":{}}""")]
    [InlineData("""{"ok":true,"data":{"status":"ok","operation":{"id":"op-k3f9x2ma"}}}""")]
    [InlineData("""{"ok":true,"data":{"operations":[]}}""")]
    [InlineData("""{"ok":true,"data":{"question":{}}}""")]
    [InlineData("""{"ok":true,"data":{"proposal":{}}}""")]
    [InlineData("""{"ok":true,"data":null}""")]
    [InlineData("""{"ok":true""")]
    [InlineData("""{"ok":true} {}""")]
    [InlineData("""[{"ok":true}]""")]
    [InlineData("")]
    [InlineData("Bad Gateway")]
    public void What_leads_further_or_is_no_envelope_is_read(string json) => IsDone(json).ShouldBeFalse();

    private static bool IsDone(string json) => EnvelopeScan.IsDone(Encoding.UTF8.GetBytes(json));
}
