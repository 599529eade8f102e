using System.Reflection;
using Xunit.Sdk;

namespace ParentClaw.FleetOps.Tests.Cloud;

/// <summary>Every change with every fault that passes by itself.</summary>
internal sealed class CombinedFaultsAttribute : DataAttribute
{
    private static readonly CloudFault[] Passing =
    [
        CloudFault.DroppedBefore, CloudFault.DroppedAfter, CloudFault.Throttled, CloudFault.Broken, CloudFault.Busy,
    ];

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) =>
        from act in Enum.GetValues<CloudAct>()
        from fault in Passing
        select new object[] { act, fault };
}
