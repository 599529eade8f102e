using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// Refuses what the API descriptions do not allow: unknown and read-only properties, wrong types, values outside an
/// enumeration or limit, what is missing. The message names the path of the first finding.
/// </summary>
internal static class RequestValidator
{
    public static void Check(SpecOperation operation, ArmRequest request)
    {
        foreach (var (name, value) in request.Values)
        {
            if (operation.PathParameters.TryGetValue(name, out var parameter))
                CheckParameter(parameter, value);
        }

        foreach (var (name, value) in request.Query)
        {
            if (name.Equals("api-version", StringComparison.OrdinalIgnoreCase) || name == "$skiptoken")
                continue;
            if (!operation.QueryParameters.TryGetValue(name, out var parameter))
                throw ArmException.BadRequest("InvalidParameter", $"The query parameter '{name}' is unknown.");
            CheckParameter(parameter, value);
        }

        if (operation.Body is null)
        {
            if (request.Body is not null and not JsonObject { Count: 0 })
                throw ArmException.BadRequest("InvalidRequestContent", "This operation takes no request body.");
        }
        else if (request.Body is not null)
        {
            Check(operation.Body.Value, request.Body, "$", operation.Method == "PATCH");
        }
        else if (operation.BodyRequired)
        {
            throw ArmException.BadRequest("InvalidRequestContent", "The request content is missing.");
        }
    }

    private static void CheckParameter(SpecParameter parameter, string text)
    {
        var schema = parameter.Schema.Value;
        JsonNode? value = schema.Type switch
        {
            "integer" or "number" when long.TryParse(text, CultureInfo.InvariantCulture, out var n) => n,
            "boolean" when bool.TryParse(text, out var flag) => flag,
            _ => text,
        };
        if (schema.Type == "array")
            return;
        Check(schema, value, parameter.Name, patch: false);
        ValueLimits.Check(parameter.Limits, value!, parameter.Name, owner: null);
    }

    private static void Check(Schema schema, JsonNode? value, string path, bool patch)
    {
        if (value is null)
        {
            if (!schema.Nullable && !patch)
                throw Wrong(path, "must not be null");
            return;
        }

        CheckType(schema, value, path);
        switch (value)
        {
            case JsonObject members:
                CheckObject(schema, members, path, patch);
                break;
            case JsonArray items:
                if (items.Count < schema.MinItems || items.Count > schema.MaxItems)
                    throw Wrong(path, $"has {items.Count} items");
                for (var i = 0; schema.Items is not null && i < items.Count; i++)
                    Check(schema.Items.Value, items[i], $"{path}[{i}]", patch);
                break;
            default:
                ScalarRules.Check(schema, value, path);
                break;
        }
    }

    private static void CheckType(Schema schema, JsonNode value, string path)
    {
        var kind = value.GetValueKind();
        var fits = schema.Type switch
        {
            "string" => kind == JsonValueKind.String,
            "boolean" => kind is JsonValueKind.True or JsonValueKind.False,
            "number" => kind == JsonValueKind.Number,
            "integer" => kind == JsonValueKind.Number && !value.ToJsonString().AsSpan().ContainsAny('.', 'e', 'E'),
            "array" => kind == JsonValueKind.Array,
            "object" => kind == JsonValueKind.Object,
            _ => schema.Properties.Count == 0 || kind == JsonValueKind.Object,
        };
        if (!fits)
            throw Wrong(path, $"must be of type {schema.Type ?? "object"}");
    }

    private static void CheckObject(Schema schema, JsonObject members, string path, bool patch)
    {
        if (schema.Discriminator is { } key && members[key]?.ToString() is { } kind
            && schema.Subtypes.TryGetValue(kind, out var subtype))
            schema = subtype.Value;

        foreach (var (name, value) in members)
        {
            var here = $"{path}.{name}";
            if (!schema.Properties.TryGetValue(name, out var property))
            {
                if (schema.Additional is not null)
                    Check(schema.Additional.Value, value, here, patch);
                else if (!schema.FreeForm)
                    throw Unknown(here, schema);
                continue;
            }

            if (property.ReadOnly)
                throw ArmException.BadRequest("InvalidRequestContent", $"The property '{here}' is read-only.");
            if (patch && property.Mutability is { } mutability && !mutability.Contains("update"))
                throw ArmException.BadRequest("PropertyChangeNotAllowed", $"'{here}' cannot be changed.");
            Check(property.Schema.Value, value, here, patch);
            if (value is not null)
                ValueLimits.Check(property.Limits, value, here, members);
        }

        foreach (var name in schema.Required)
        {
            if (!members.ContainsKey(name) && schema.Properties.GetValueOrDefault(name) is not { ReadOnly: true })
                throw ArmException.BadRequest("InvalidParameter", $"Required parameter '{path}.{name}' is missing.");
        }
    }

    private static ArmException Unknown(string path, Schema schema) => ArmException.BadRequest(
        "InvalidRequestContent", $"Could not find member '{path}' on object of type '{schema.Name ?? "object"}'.");

    private static ArmException Wrong(string path, string why) =>
        ArmException.BadRequest("InvalidParameter", $"The value of parameter '{path}' {why}.");
}
