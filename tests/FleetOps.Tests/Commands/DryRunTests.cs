using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Every command of the catalogue that tells beforehand what it would do.</summary>
public sealed class DryRunTests(PaperWorld world) : PaperTests(world)
{
    private static readonly Member Mary = new("telegram:7", "Mary", Role.Admin);
    private static readonly CommandCatalogue Catalogue = CommandCatalogue.Of(typeof(CommandCatalogue).Assembly);

    // What brings a claw to where the command acts; the others act on one that was just deployed.
    private static readonly Dictionary<string, string[]> Before = new()
    {
        ["deploy"] = [],
        ["wake"] = ["/deploy NAME", "/park NAME"],
        ["rollback"] = ["/deploy NAME", "/upgrade NAME"],
        ["purge"] = ["/deploy NAME", "/destroy NAME"],
    };

    private static readonly string[] Names =
        [.. Catalogue.Commands.Where(command => command.HasDryRun).Select(command => command.Name)];

    public static TheoryData<string> Commands { get; } = [.. Names];

    private static CancellationToken Never => CancellationToken.None;

    // Looking is all that the others do; and a decision is made on a plan, which the proposal's card shows.
    [Fact]
    public void Whatever_changes_something_tells_beforehand_what_but_a_decision() =>
        Catalogue.Commands.Where(command => command.HasDryRun != (command.Effect != Effect.Reads))
            .Select(command => command.Name).ShouldBe(["decide"]);

    [Fact]
    public void Whoever_says_so_can_and_whoever_can_says_so()
    {
        Names.Length.ShouldBeGreaterThan(30);
        foreach (var command in Catalogue.Commands)
        {
            var handler = Life.GetRequiredService(typeof(ICommandHandler<>).MakeGenericType(command.Type));
            handler.GetType().IsAssignableTo(typeof(ICommandPlanner<>).MakeGenericType(command.Type))
                .ShouldBe(command.HasDryRun, command.Name);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task It_changes_nothing_and_asks_nothing(string name)
    {
        foreach (var line in Before.GetValueOrDefault(name, ["/deploy NAME"]))
            await Life.RunAsync(Named(line), Name.Value);
        var before = await SeenAsync();
        using var watch = new StoreWatch(World.StoreFile);
        var draft = new CommandDraft(Named(Catalogue.Commands.Single(command => command.Name == name).Example));

        var plan = await Life.GetRequiredService<CommandDispatcher>().PlanAsync(draft, Mary, Never);

        plan.Question.ShouldBeNull();
        plan.Operation.ShouldBeNull();
        if (!PlansTests.Commands.Contains(name) && name is not ("revoke" or "broadcast" or "upgrade" or "message"))
            plan.Status.ShouldBe(ReplyStatus.Ok, Chat.Text(plan));
        plan.Blocks.ShouldNotBeEmpty();
        watch.WasWritten.ShouldBeFalse();
        (await SeenAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("/wake NAME", "is awake already")]
    [InlineData("/deploy NAME", "is deployed already")]
    [InlineData("/purge NAME", "has no retired disk")]
    public async Task It_refuses_what_the_order_would_be_refused(string line, string why)
    {
        await DeployedAsync();
        var dispatcher = Life.GetRequiredService<CommandDispatcher>();

        var plan = await dispatcher.PlanAsync(new CommandDraft(Named(line)), Mary, Never);

        Chat.Text(plan).ShouldContain(why);
        Chat.Text(await dispatcher.DispatchAsync(Named(line), Mary, Never)).ShouldBe(Chat.Text(plan));
    }

    private async Task<string> SeenAsync()
    {
        var claws = await World.Store.ListClawsAsync(Never);
        var operations = await World.Store.ListOperationsAsync(null, 999, Never);
        var events = await World.Store.ListEventsAsync(null, 999, Never);
        var secrets = (await World.Secrets.ListAsync(Name, Never)).Keys.Order();
        string[] seen =
        [
            .. claws.Select(claw => $"{claw.Name} {claw.State} {claw.Version}"),
            .. operations.Select(operation => $"{operation.Id} {operation.Version}"),
            .. secrets.Select(secret => secret.Value),
            $"{events.Count} events", await World.InventoryAsync(Name.Value),
        ];
        return string.Join('\n', seen);
    }

    private string Named(string line) => Regex.Replace(line, @"\b(alice|NAME)\b", Name.Value);
}
