using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>The JSON Schema of the <see cref="Envelope"/>, to which every tool's result holds.</summary>
internal static class EnvelopeSchema
{
    // Lists whose schema, in each of some sixty tools, is many times the rest: what is only for showing, and the
    // operations, which are as the one beside them.
    private static readonly string[] Loose = ["blocks", "buttons", "operations"];

    /// <summary>The schema.</summary>
    public static JsonElement Element { get; } = Make();

    private static JsonElement Make()
    {
        var schema = ContractJson.Default.Options.GetJsonSchemaAsNode(
            typeof(Envelope), new JsonSchemaExporterOptions { TreatNullObliviousAsNonNullable = true });
        if (schema["properties"]?["data"]?["properties"] is JsonObject data)
        {
            foreach (var name in Loose)
                data[name] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } };
        }

        LetNullsBeLeftOut(schema);
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }

    // The exporter requires each of a record's values; those that are null are left out.
    private static void LetNullsBeLeftOut(JsonNode? schema)
    {
        if (schema is JsonArray several)
        {
            foreach (var one in several)
                LetNullsBeLeftOut(one);
        }

        if (schema is not JsonObject of)
            return;

        if (of["required"] is JsonArray required && of["properties"] is JsonObject properties)
        {
            of["required"] = new JsonArray(
                [.. required.Where(name => !MayBeNull(properties[(string)name!])).Select(name => name!.DeepClone())]);
        }

        foreach (var (_, part) in of)
            LetNullsBeLeftOut(part);
    }

    private static bool MayBeNull(JsonNode? schema) =>
        schema is JsonObject && schema["type"] is JsonArray types && types.Any(type => (string?)type == "null");
}
