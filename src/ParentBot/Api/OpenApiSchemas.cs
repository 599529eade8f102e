using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.ParentBot.Api;

/// <summary>The schemas of <see cref="OpenApi"/>: those of the contracts as they are serialized. Pure.</summary>
internal static class OpenApiSchemas
{
    private const string Reference = "$ref";

    /// <summary>All that are named.</summary>
    public static JsonObject All() => new()
    {
        ["Envelope"] = Of("Envelope", ContractJson.Default.Envelope),
        ["OperationView"] = Of("OperationView", ContractJson.Default.OperationView),
        ["Commands"] = Of("Commands", ContractJson.Default.ImmutableListCommandView),
        ["QuestionAnswer"] = Of("QuestionAnswer", ContractJson.Default.QuestionAnswer),
        ["ChatLine"] = Of("ChatLine", ContractJson.Default.ChatLine),
        ["FleetView"] = Of("FleetView", ContractJson.Default.FleetView),
        ["StatusView"] = Of("StatusView", ContractJson.Default.StatusView),
    };

    /// <summary>The body of an order: the contract's, with the command's own arguments.</summary>
    public static JsonObject OrderOf(CommandDescription command)
    {
        var order = Of("", ContractJson.Default.CommandOrder).AsObject();
        order["properties"]!["arguments"] = CommandSchema.Of(command);
        return order;
    }

    private static JsonNode Of(string name, JsonTypeInfo type)
    {
        var schema = type.GetJsonSchemaAsNode();
        Lead(schema, $"#/components/schemas/{name}");
        return schema;
    }

    /// <summary>The exporter's references begin at the schema's own root, which lies deeper here.</summary>
    private static void Lead(JsonNode? node, string root)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                Lead(item, root);
        }

        if (node is not JsonObject schema)
            return;
        foreach (var (name, member) in schema.ToList())
        {
            if (name == Reference && member is JsonValue value)
                schema[name] = root + value.GetValue<string>()[1..];
            else
                Lead(member, root);
        }
    }
}
