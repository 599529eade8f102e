using ParentClaw.FleetOps.Gateway.Rpc;

namespace ParentClaw.FleetOps.Tests.Gateway.Rpc;

public sealed class RpcFallbackTests
{
    private static readonly RpcFault[] SurelyNothing = [RpcFault.NotSpoken, RpcFault.NotOpened, RpcFault.MethodMissing];

    [Fact]
    public void What_surely_did_nothing_is_asked_by_command_line_whatever_it_is() =>
        SurelyNothing.ShouldAllBe(fault =>
            RpcFallback.IsByCommandLine(fault, isRepeatable: false)
            && RpcFallback.IsByCommandLine(fault, isRepeatable: true));

    [Fact]
    public void What_may_have_happened_is_asked_again_only_where_that_does_no_harm()
    {
        foreach (var fault in new[] { RpcFault.Lost, RpcFault.Late, RpcFault.Malformed })
        {
            RpcFallback.IsByCommandLine(fault, isRepeatable: true).ShouldBeTrue();
            RpcFallback.IsByCommandLine(fault, isRepeatable: false).ShouldBeFalse();
        }
    }

    [Fact]
    public void What_the_gateway_itself_refused_is_asked_nobody_else()
    {
        foreach (var fault in new[] { RpcFault.Refused, RpcFault.Busy, RpcFault.Failed })
            RpcFallback.IsByCommandLine(fault, isRepeatable: true).ShouldBeFalse();
    }

    [Fact]
    public void Doubt_is_left_exactly_where_what_may_not_happen_twice_may_have_happened()
    {
        foreach (var fault in Enum.GetValues<RpcFault>().Except(SurelyNothing))
        {
            var isCertain = fault is RpcFault.Refused or RpcFault.Busy;
            RpcFallback.Reason(fault, isRepeatable: false).LeavesDoubt().ShouldBe(!isCertain, fault.ToString());
        }
    }
}
