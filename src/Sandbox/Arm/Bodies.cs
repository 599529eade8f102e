using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>Making and merging the bodies of resources.</summary>
internal static class Bodies
{
    public static JsonObject List(IEnumerable<JsonNode> items) => new() { ["value"] = new JsonArray([.. items]) };

    public static string NameOf(JsonObject named) => named["name"]?.GetValue<string>()
        ?? throw ArmException.BadRequest("InvalidRequestFormat", "A child resource has no name.");

    public static string? Text(this JsonNode? node, string name) => (node as JsonObject)?[name]?.GetValue<string>();

    /// <summary><c>{"id":…}</c> of a reference, or null.</summary>
    public static ArmId? Reference(this JsonNode? node, string name) =>
        (node as JsonObject)?[name].Text("id") is { } id ? new ArmId(id) : null;

    /// <summary>
    /// The resource that a PUT describes, its state Creating or Updating, with what was hidden before kept; not saved.
    /// Refuses a resource that is busy or whose ETag is not the expected one.
    /// </summary>
    public static (StoredResource Resource, bool IsNew) Upsert(Region region, ArmRequest request)
    {
        region.RefuseIfBusy(request.Id);
        var before = region.Store.Find(request.Id);
        if (request.IfMatch is { } expected && expected != "*" && before?.Body.Text("etag") != expected)
            throw new ArmException(412, "PreconditionFailed", $"The ETag of {request.Id} differs.");

        var body = request.Content.DeepClone().AsObject();
        var id = before?.Id ?? request.Id;
        body["id"] = id.Text;
        body["name"] = id.Name;
        body["type"] = id.Type;
        // The network's descriptions know no state "Creating".
        var network = id.Type.StartsWith("Microsoft.Network/", StringComparison.OrdinalIgnoreCase);
        var state = before is null && !network ? "Creating" : "Updating";
        return (new StoredResource(id, body, before?.Hidden ?? []) { State = state }, before is null);
    }

    /// <summary>RFC 7386: members of the patch replace, null removes, objects merge.</summary>
    public static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
                target.Remove(name);
            else if (value is JsonObject deeper && target[name] is JsonObject existing)
                Merge(existing, deeper);
            else
                target[name] = value.DeepClone();
        }
    }
}
