using System.Text.Json;
using ModelContextProtocol.Client;
using ParentClaw.EndToEnd.Skills;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>The server <c>parentclaw mcp</c>, before the protocol's own client.</summary>
internal sealed class McpWay(RunningParentBot parent, McpClient client, CommandCatalogue catalogue) : EnvelopeWay
{
    /// <summary>Connects to a parent.</summary>
    public static async Task<McpWay> StartAsync(RunningParentBot parent, string data, CommandCatalogue catalogue) =>
        new(parent, await McpClients.StartAsync(data), catalogue);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        parent.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task<Envelope> AskAsync(CommandDescription command, string words)
    {
        var arguments = ArgumentsOf($"/{command.Name} {words}".TrimEnd());
        arguments["wait"] = true;
        var result = await client.CallToolAsync(command.Name, arguments);
        return result.StructuredContent!.Value.Deserialize(ContractJson.Default.Envelope)!;
    }

    /// <summary>What a line says, by the names of its arguments.</summary>
    private Dictionary<string, object?> ArgumentsOf(string line)
    {
        new CommandParser(catalogue).TryParse(line, out var command, out var refusal).ShouldBeTrue(refusal);
        var given = new Dictionary<string, object?>();
        foreach (var argument in catalogue.Describe(command!).Arguments)
        {
            if (argument.Property.GetValue(command) is { } value && (!argument.IsOptional || IsSaid(line, argument)))
                given[argument.Name] = WordOf(argument, value);
        }

        return given;
    }

    // An optional value that nobody said is the record's own default.
    private static bool IsSaid(string line, ArgumentDescription argument) =>
        line.Split(' ').Skip(1).Any(word => argument.TryRead(
            word.StartsWith($"{argument.Name}=", StringComparison.Ordinal) ? word[(argument.Name.Length + 1)..] : word,
            out _, out _));

    private static object WordOf(ArgumentDescription argument, object value) => value switch
    {
        int or long or bool => value,
        _ when argument.Choices.IsEmpty => $"{value}",
        _ => argument.Choices.First(choice => argument.TryRead(choice, out var read, out _) && Equals(read, value)),
    };
}
