using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Core quota, the list of sizes and what is used of them. Deallocated machines count, as on Azure.</summary>
internal sealed class Quota(Region region)
{
    public void AddTo(ArmRoutes routes)
    {
        routes["Usage_List"] = _ => ArmAnswer.Ok(Bodies.List(Usages()));
        routes["ResourceSkus_List"] = ListSizes;
    }

    /// <summary>Throws QuotaExceeded where this size would not fit beside the other machines.</summary>
    public static void Check(Region region, MachineSize size, ArmId machine)
    {
        var others = UsedSizes(region, except: machine).ToList();
        RefuseAbove(region, "Total Regional Cores", others.Sum(s => s.Cores), size.Cores);
        var family = others.Where(s => s.Family == size.Family).Sum(s => s.Cores);
        RefuseAbove(region, $"{size.Family} Cores", family, size.Cores);
    }

    private static void RefuseAbove(Region region, string what, int used, int more)
    {
        if (used + more > region.Options.CoreQuota)
            throw ArmException.Conflict(
                "QuotaExceeded",
                $"Operation could not be completed as it results in exceeding approved {what} quota. Location: "
                + $"{region.Options.Location}, Current Limit: {region.Options.CoreQuota}, Current Usage: {used}, "
                + $"Additional Required: {more}.");
    }

    private static IEnumerable<MachineSize> UsedSizes(Region region, ArmId? except = null) =>
        region.Store.OfType(VirtualMachines.Type).Where(vm => vm.Id != except)
            .Select(vm => Sizes.Require(vm.Properties["hardwareProfile"].Text("vmSize")));

    private IEnumerable<JsonNode> Usages()
    {
        var used = UsedSizes(region).ToList();
        yield return Usage("cores", "Total Regional vCPUs", used.Sum(s => s.Cores));
        yield return Usage("virtualMachines", "Virtual Machines", used.Count, limit: 25_000);
        foreach (var family in Sizes.All.Select(s => s.Family).Distinct(StringComparer.Ordinal))
            yield return Usage(family, $"{family} vCPUs", used.Where(s => s.Family == family).Sum(s => s.Cores));
    }

    private JsonObject Usage(string name, string words, int used, int? limit = null) => new()
    {
        ["unit"] = "Count",
        ["currentValue"] = used,
        ["limit"] = limit ?? region.Options.CoreQuota,
        ["name"] = new JsonObject { ["value"] = name, ["localizedValue"] = words },
    };

    private ArmAnswer ListSizes(ArmRequest request)
    {
        var asked = Filters.Equal(request.Query.GetValueOrDefault("$filter"), "location");
        return ArmAnswer.Ok(Bodies.List(
            asked is null || asked.Equals(region.Options.Location, StringComparison.OrdinalIgnoreCase)
                ? Sizes.All.Select(Sku)
                : []));
    }

    private JsonNode Sku(MachineSize size) => new JsonObject
    {
        ["resourceType"] = "virtualMachines",
        ["name"] = size.Name,
        ["tier"] = "Standard",
        ["size"] = size.Name.Split('_', 2)[1],
        ["family"] = size.Family,
        ["locations"] = new JsonArray(region.Options.Location),
        ["locationInfo"] = new JsonArray(new JsonObject
        {
            ["location"] = region.Options.Location,
            ["zones"] = new JsonArray("1", "2", "3"),
        }),
        ["capabilities"] = new JsonArray(
            Capability("vCPUs", size.Cores), Capability("MemoryGB", size.MemoryGiB),
            Capability("MaxDataDiskCount", size.MaxDataDisks), Capability("PremiumIO", "True"),
            Capability("HyperVGenerations", "V1,V2"), Capability("CpuArchitectureType", "x64")),
        ["restrictions"] = new JsonArray(),
    };

    private static JsonObject Capability(string name, object value) =>
        new() { ["name"] = name, ["value"] = value.ToString() };
}
