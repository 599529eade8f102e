using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>A resource as it lies on disk.</summary>
/// <param name="Id">Its id, spelt as first created.</param>
/// <param name="Body">What ARM answers, without what is only computed when asked.</param>
/// <param name="Hidden">What ARM never answers: custom data, power state, reservations.</param>
internal sealed record StoredResource(ArmId Id, JsonObject Body, JsonObject Hidden)
{
    /// <summary>Kept, because lists ask for it of every resource.</summary>
    public string Type { get; } = Id.Type;

    public JsonObject Properties => Body["properties"] as JsonObject ?? AddProperties();

    public string State
    {
        get => Properties["provisioningState"]?.GetValue<string>() ?? "Succeeded";
        set => Properties["provisioningState"] = value;
    }

    private JsonObject AddProperties()
    {
        var properties = new JsonObject();
        Body["properties"] = properties;
        return properties;
    }
}
