using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>The common ends of operations: saved and pending, settled, going away.</summary>
internal static class Ready
{
    /// <summary>Saves a resource and begins what makes it ready, answering as the API descriptions want it.</summary>
    public static ArmAnswer Later(
        Region region, ArmRequest request, StoredResource resource, bool isNew, TimeSpan duration,
        Func<JsonNode?> body, OperationKind kind = OperationKind.Provision, JsonObject? parameters = null)
    {
        region.Store.Save(resource);
        var operation = region.Operations.Begin(kind, request, duration, parameters);
        var accepts202 = request.Operation.Id.StartsWith("Disks_", StringComparison.Ordinal)
            || request.Operation.Id.StartsWith("Snapshots_", StringComparison.Ordinal);
        var created = isNew ? 201 : 200;
        return new ArmAnswer.Later(operation, accepts202 ? 202 : created, accepts202 ? 200 : created, body);
    }

    public static ArmAnswer Deleting(
        Region region, ArmRequest request, StoredResource resource, OperationKind kind, TimeSpan duration)
    {
        region.RefuseIfBusy(resource.Id);
        resource.State = "Deleting";
        region.Store.Save(resource);
        return new ArmAnswer.Later(region.Operations.Begin(kind, request, duration), 202, 200);
    }

    /// <summary>Marks a resource as succeeded; one that is gone stays gone.</summary>
    public static void Settle(Region region, ArmId id) => Set(region, id, "Succeeded");

    public static void Fail(Region region, ArmId id) => Set(region, id, "Failed");

    private static void Set(Region region, ArmId id, string state)
    {
        if (region.Store.Find(id) is not { } resource)
            return;
        resource.State = state;
        region.Store.Save(resource);
    }
}
