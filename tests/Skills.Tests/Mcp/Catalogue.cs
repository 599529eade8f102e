using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Tests.Mcp;

/// <summary>Commands for tests of tools.</summary>
internal static class Catalogue
{
    /// <summary>All that this version has.</summary>
    public static ImmutableList<CommandView> All { get; } =
        [.. CommandCatalogue.Of(typeof(FleetException).Assembly).Commands.Select(CommandView.Of)];

    /// <summary>One of them.</summary>
    public static CommandView The(string name) => All.Single(command => command.Name == name);

    /// <summary>A command that changes something, has a dry run, and takes texts of these names.</summary>
    public static CommandView Taking(params string[] names) => new(
        "twist", "Twists.", "operator", "changes", IsOnce: true, HasDryRun: true, "/twist", "/twist",
        [.. names.Select(name => new ArgumentView(name, "A text.", true, true, false, false, [], "String"))],
        new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                names.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = "string" }))),
            ["required"] = new JsonArray(),
            ["additionalProperties"] = false,
        });

    /// <summary>Arguments as they come.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Given(string json) =>
        JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(one => one.Name, one => one.Value);
}
