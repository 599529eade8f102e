using ParentClaw.EndToEnd.Life;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.ParentBot;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>Four parents that begin alike, each with one way in, and a claw that lives.</summary>
public sealed class FourWays : IAsyncLifetime
{
    // Agents act here: what is compared is what comes of an order, not who has to agree to it.
    private static readonly string[] Settings =
    [
        "--Sandbox:Machines=None", "--Sandbox:Speed=0", "--Watch:Interval=1.00:00:00",
        "--Agents:Rules:Any:Changes=Act", "--Agents:Rules:Any:Destroys=Act",
    ];

    private readonly List<Home> _homes = [];

    /// <summary>The commands of such a parent.</summary>
    public static CommandCatalogue Catalogue { get; } = CommandCatalogue.Of(ParentBotBuilder.Assemblies);

    internal IReadOnlyDictionary<string, IWayIn> Ways { get; private set; } = new Dictionary<string, IWayIn>();

    public async Task InitializeAsync()
    {
        var (terminal, _) = await StartAsync();
        var (cli, cliHome) = await StartAsync();
        var (mcp, mcpHome) = await StartAsync();
        var (http, httpHome) = await StartAsync();
        var socket = ApiSocket.Of(httpHome, Environment.GetEnvironmentVariable);
        Ways = new Dictionary<string, IWayIn>
        {
            ["terminal"] = new TerminalWay(terminal),
            ["cli"] = new CliWay(cli, cliHome),
            ["mcp"] = await McpWay.StartAsync(mcp, mcpHome, Catalogue),
            ["http"] = new HttpWay(http, socket),
        };
        Catalogue.TryFind("deploy", out var deploy).ShouldBeTrue();
        foreach (var way in Ways.Values)
            (await way.GiveAsync(deploy!, "alice")).Text.ShouldContain("alice");
    }

    public async Task DisposeAsync()
    {
        foreach (var way in Ways.Values)
            await way.DisposeAsync();
        foreach (var home in _homes)
            home.Dispose();
    }

    private async Task<(RunningParentBot Parent, string Data)> StartAsync()
    {
        var home = new Home();
        _homes.Add(home);
        var parent = new RunningParentBot(home.Data, Settings);
        await parent.Output.ReadLineAsync(); // it greets once all of it is there
        return (parent, home.Data);
    }
}
