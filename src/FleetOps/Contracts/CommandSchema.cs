using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>The JSON Schema (2020-12) of a command's arguments by name.</summary>
public static class CommandSchema
{
    private const int LongestText = 65_536;
    private const int LongestFile = 1_048_576;

    /// <summary>An object schema that admits nothing else.</summary>
    public static JsonObject Of(CommandDescription command)
    {
        var properties = new JsonObject();
        foreach (var argument in command.Arguments)
            properties.Add(argument.Name, Of(argument));
        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray(
                [.. command.Arguments.Where(argument => !argument.IsOptional).Select(argument =>
                    (JsonNode)argument.Name)]),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Of(ArgumentDescription argument)
    {
        var schema = new JsonObject { ["description"] = argument.Summary };
        if (!argument.Choices.IsEmpty)
        {
            schema["type"] = "string";
            schema["enum"] = new JsonArray([.. argument.Choices.Select(choice => (JsonNode)choice)]);
        }
        else if (argument.Type == typeof(int) || argument.Type == typeof(long))
        {
            schema["type"] = "integer";
        }
        else if (argument.Type == typeof(bool))
        {
            schema["type"] = "boolean";
        }
        else
        {
            schema["type"] = "string";
            schema["maxLength"] = argument.IsFile ? LongestFile : LongestText;
        }

        return schema;
    }
}
