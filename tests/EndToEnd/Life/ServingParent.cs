using System.Text.Json.Nodes;

namespace ParentClaw.EndToEnd.Life;

/// <summary>A parent with one claw that serves.</summary>
public sealed class ServingParent : IAsyncLifetime
{
    internal LiveParent Parent { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Parent = await LiveParent.StartAsync(null);
        await Parent.DoAsync("/deploy alice");
    }

    public async Task DisposeAsync() => await Parent.DisposeAsync();

    /// <summary>The lines of a file that alice's gateway keeps, as JSON; empty where it is not there yet.</summary>
    internal async Task<IReadOnlyList<JsonNode>> LinesAsync(string file)
    {
        var path = State(file);
        return File.Exists(path)
            ? [.. (await File.ReadAllLinesAsync(path)).Select(line => JsonNode.Parse(line)!)]
            : [];
    }

    /// <summary>A JSON file that alice's gateway keeps.</summary>
    internal async Task<JsonNode> FileAsync(string file) => JsonNode.Parse(await File.ReadAllTextAsync(State(file)))!;

    private string State(string file) => Parent.Home.OnDisk("alice-d1", $"openclaw/{file}");
}
