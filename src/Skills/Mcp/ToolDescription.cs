using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>Describes a command as a tool. Pure.</summary>
internal static class ToolDescription
{
    private const int LongestWhy = 1000;

    /// <summary>The tool of a command.</summary>
    public static Tool Of(CommandView command) => new()
    {
        Name = command.Name,
        Title = $"/{command.Name}",
        Description = TextOf(command),
        InputSchema = InputOf(command),
        OutputSchema = EnvelopeSchema.Element,
        Annotations = new ToolAnnotations
        {
            Title = $"/{command.Name}",
            ReadOnlyHint = ToolExtras.IsLook(command),
            DestructiveHint = command.Effect == "destroys",
            IdempotentHint = !command.IsOnce,
            OpenWorldHint = true, // claws, clouds and chats answer as they like
        },
    };

    private static string TextOf(CommandView command)
    {
        var arguments = command.Arguments.IsEmpty
            ? "It takes no arguments of its own."
            : $"Arguments: {string.Join(", ", command.Arguments.Select(Word))}.";
        var effect = command.Effect switch
        {
            "reads" => "It only looks.",
            "destroys" => "It can take something away for good; usually an Admin is asked first.",
            _ => "It can change something; usually an Admin is asked first.",
        };
        return $"{command.Summary}\n{arguments}\n{effect}\nAs typed in a chat: {command.Example}";
    }

    private static string Word(ArgumentView argument)
    {
        var name = argument.Choices.IsEmpty ? argument.Name : $"{argument.Name} ({string.Join('|', argument.Choices)})";
        return argument.IsOptional ? $"{name} (optional)" : name;
    }

    private static JsonElement InputOf(CommandView command)
    {
        var schema = (JsonObject)command.Schema.DeepClone();
        var properties = schema["properties"] as JsonObject ?? [];
        schema["properties"] = properties;
        var extras = ToolExtras.Of(command);
        if (extras.Why is { } why)
        {
            properties[why] = Text(
                "Why it should be done, in a sentence or two: the Admin who is asked reads it.", LongestWhy);
        }

        if (extras.DryRun is { } dryRun)
            properties[dryRun] = Flag("Only tell what it would do; nothing is done and nobody is asked.");
        properties[extras.Wait] = Flag(
            "Wait until the Admin has decided and what it starts has ended; else the answer comes at once.");
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonObject Text(string description, int longest) =>
        new() { ["type"] = "string", ["maxLength"] = longest, ["description"] = description };

    private static JsonObject Flag(string description) =>
        new() { ["type"] = "boolean", ["description"] = description };
}
