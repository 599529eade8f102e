using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Interruptions;

/// <summary>
/// Each operation, disturbed at every one of its external calls in four ways: the process dies before or after the
/// call, and a new one goes on; or the connection breaks before or after it, and the same one does. It must end as if
/// undisturbed: the same claw, the same things in the cloud, nothing beside them.
/// </summary>
public abstract class InterruptionTests : IAsyncLifetime
{
    private const int FewestCalls = 8; // what the shortest of them, a restart, makes of looks and saves

    private static readonly Member Tester = new("test:one", "tester", Role.Admin);

    private static readonly Order Deploy = new("/deploy {0}");
    private static readonly Order Upgrade = new("/upgrade {0} image=1.1.0");
    private static readonly Order Update = new("/update {0} 2026.9.7");
    private static readonly Order Bake = new("/bake 2.0.{1}");
    private static readonly Order Destroy = new("/destroy {0}", "{0}");

    private static readonly Scenario[] Scenarios =
    [
        new("deploy", [], Deploy),
        new("park", [Deploy], new("/park {0}")),
        new("wake", [Deploy, new("/park {0}")], new("/wake {0}")),
        new("restart", [Deploy], new("/restart {0}")),
        new("rotate", [Deploy], new("/secret set {0} xai_api_key", "key-of-{0}")),
        new("reboot", [Deploy], new("/restart {0} machine")),
        new("upgrade", [Deploy], Upgrade),
        new("failed-upgrade", [Deploy], Upgrade) { RedGeneration = 2 },
        new("update", [Deploy], Update),
        new("failed-update", [Deploy], Update) { IsRedOnceUpdated = true },
        new("rollback", [Deploy, Upgrade], new("/rollback {0}", "yes")),
        new("resuscitate", [Deploy], new("/resuscitate {0}")) { Break = MachineBreak.Hung },
        new("rebuild", [Deploy], new("/resuscitate {0} rebuild")) { Break = MachineBreak.RuinedDisk },
        new("destroy", [Deploy], Destroy),
        new("redeploy", [Deploy, Destroy], new("/deploy {0} disk=keep")),
        new("purge", [Deploy, Destroy], new("/purge {0}", "{0}")),
        new("bake", [], Bake) { Claw = "bake-2-0-{0}" },
        new("failed-bake", [], Bake) { Claw = "bake-2-0-{0}", RedGeneration = 1 },
    ];

    /// <summary>A world for each case: what a hundred lives leave behind would only slow the next down.</summary>
    private readonly PaperWorld _world = new();

    /// <inheritdoc/>
    public Task InitializeAsync() => _world.InitializeAsync();

    /// <inheritdoc/>
    public Task DisposeAsync() => _world.DisposeAsync();

    /// <summary>Each scenario with each of some disturbances.</summary>
    protected static TheoryData<string, Disturbance> CasesOf(params Disturbance[] disturbances)
    {
        var cases = new TheoryData<string, Disturbance>();
        foreach (var scenario in Scenarios)
            foreach (var how in disturbances)
                cases.Add(scenario.Name, how);
        return cases;
    }

    /// <summary>
    /// Plays a scenario undisturbed, then with a disturbance at call 1, 2, 3 … until a call is not made any more.
    /// </summary>
    protected async Task EndsAsIfUndisturbedAsync(string name, Disturbance how)
    {
        var scenario = Scenarios.Single(scenario => scenario.Name == name);
        var shell = new RedShell(_world.Shell, scenario.RedGeneration, scenario.IsRedOnceUpdated);
        await using var calm = _world.Live(new Interruption(), shell);
        var expected = await PlayAsync(scenario, 0, calm, calm, new Interruption());
        var disturbed = 0;
        for (var interruption = new Interruption(1, how); ; interruption = new Interruption(disturbed + 1, how))
        {
            // A dead life is not ended in order: nothing of it runs on, and nothing of it is waited for.
            var life = _world.Live(interruption, shell);
            var outcome = await PlayAsync(scenario, disturbed + 1, calm, life, interruption);
            outcome.ShouldBe(expected, $"{name} disturbed at call {disturbed + 1}: {how}");
            if (!interruption.Happened)
                break;
            disturbed++;
        }

        disturbed.ShouldBeGreaterThan(FewestCalls);
    }

    private async Task<string> PlayAsync(
        Scenario scenario, int at, ServiceProvider calm, ServiceProvider life, Interruption interruption)
    {
        var claw = string.Format(scenario.Claw, at);
        foreach (var order in scenario.Before)
            await RunAsync(calm, await GiveAsync(calm, order, claw, at));
        if (scenario.Break is { } machineBreak)
            await _world.Sandbox.Machines.BreakAsync($"{claw}-g1", machineBreak, CancellationToken.None);

        // The order is given undisturbed; from the runner's first look on, every call counts.
        var operation = await GiveAsync(calm, scenario.Order, claw, at);
        await Task.WhenAny(RunAsync(life, operation), interruption.Death);
        if (interruption.Death.IsCompleted)
            await RunAsync(calm, operation);

        return await DescribeAsync(claw, at, operation);
    }

    private static async Task<OperationId> GiveAsync(ServiceProvider life, Order order, string claw, int at)
    {
        var dispatcher = life.GetRequiredService<CommandDispatcher>();
        var reply = await dispatcher.DispatchAsync(string.Format(order.Line, claw, at), Tester, CancellationToken.None);
        if (reply.Question is { } question)
            reply = await dispatcher.AnswerAsync(
                question.Nonce!, string.Format(order.Answer, claw), Tester, CancellationToken.None);
        return reply.Operation ?? throw new InvalidOperationException(
            $"{order}: {string.Join(' ', reply.Blocks.OfType<TextBlock>().Select(block => block.Text))}");
    }

    private static async Task RunAsync(ServiceProvider life, OperationId operation) =>
        await life.GetRequiredService<OperationRunner>().RunAsync(operation, CancellationToken.None);

    private async Task<string> DescribeAsync(string claw, int at, OperationId id)
    {
        var operation = (await _world.Store.FindOperationAsync(id, CancellationToken.None))!;
        var stored = await _world.Store.FindClawAsync(ClawName.Parse(claw), CancellationToken.None);
        var spec = stored?.Spec;
        var hasAddress = stored?.Address is not null;
        var isBaked = (await _world.ImageVersionsAsync()).Contains($"2.0.{at}");
        return $"""
            {operation.Kind} {operation.Status} baked {isBaked}
            {stored?.State} g{spec?.Generation} d{spec?.Disk} {spec?.Image} disk {stored?.Disk} address {hasAddress}
            {string.Join(' ', stored?.FailedImages ?? [])}
            {await _world.InventoryAsync(claw)}
            """;
    }

    private sealed record Order(string Line, string Answer = "");

    private sealed record Scenario(string Name, Order[] Before, Order Order)
    {
        /// <summary>Its name, a number in it for each time.</summary>
        public string Claw { get; init; } = "at-{0}";

        public int RedGeneration { get; init; }

        public bool IsRedOnceUpdated { get; init; }

        public MachineBreak? Break { get; init; }
    }

    /// <summary>A shell on whose machines of one generation, or once they were updated, no check is good.</summary>
    private sealed class RedShell(IRemoteShell shell, int generation, bool isRedOnceUpdated) : IRemoteShell
    {
        private readonly ConcurrentDictionary<ClawName, int> _updated = new();

        public async Task<RemoteResult> RunAsync(
            RemoteTarget target, RemoteCommand command, CancellationToken cancellationToken)
        {
            var result = await shell.RunAsync(target, command, cancellationToken);
            if (command.Words.Any(word => word.EndsWith("update-openclaw.sh", StringComparison.Ordinal)))
                _updated[target.Claw] = target.Generation;
            return IsRed(target) ? Red(command.Words, result) : result;
        }

        private static RemoteResult Red(IReadOnlyList<string> words, RemoteResult result) =>
            words.LastOrDefault(word => word.EndsWith(".sh", StringComparison.Ordinal))?.Split('/')[^1] switch
            {
                "verify.sh" => result with
                {
                    Output = """{"ok":false,"checks":[{"group":"paper","name":"stands","ok":false}]}"""u8.ToArray(),
                },
                "deprovision.sh" => result with { ExitCode = 1 },
                _ => result,
            };

        private bool IsRed(RemoteTarget target) => target.Generation == generation
            || (isRedOnceUpdated && _updated.TryGetValue(target.Claw, out var updated) && updated == target.Generation);

        public Task WriteFileAsync(RemoteTarget target, RemoteFile file, CancellationToken cancellationToken) =>
            shell.WriteFileAsync(target, file, cancellationToken);

        public Task<RemoteForward> ForwardAsync(RemoteTarget target, int port, CancellationToken cancellationToken) =>
            shell.ForwardAsync(target, port, cancellationToken);

        public Task CloseAsync(RemoteTarget target, CancellationToken cancellationToken) =>
            shell.CloseAsync(target, cancellationToken);
    }
}
