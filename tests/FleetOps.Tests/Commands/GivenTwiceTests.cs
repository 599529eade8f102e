using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>
/// Every command of the catalogue that does more than look, given under its key, its reply lost, and given again in the
/// next life of the process.
/// </summary>
public sealed class GivenTwiceTests(PaperWorld world) : PaperTests(world)
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Member Marvin = new("telegram:7", "Marvin", Role.Admin);

    // What brings a claw to where the command acts; the others act on one that was just deployed.
    private static readonly Dictionary<string, string[]> Before = new()
    {
        ["deploy"] = [],
        ["wake"] = ["/deploy NAME", "/park NAME"],
        ["rollback"] = ["/deploy NAME", "/upgrade NAME"],
        ["purge"] = ["/deploy NAME", "/destroy NAME"],
    };

    // Those that start an operation from there.
    private static readonly string[] Operations =
    [
        "deploy", "destroy", "park", "purge", "restart", "resuscitate", "rollback", "secret", "update", "upgrade",
        "wake",
    ];

    private static readonly List<string> Names =
    [
        .. from command in CommandCatalogue.Of(typeof(CommandCatalogue).Assembly).Commands
           where command.Effect != Effect.Reads
           select command.Name,
    ];

    public static TheoryData<string> Commands { get; } = [.. Names];

    [Fact]
    public void The_commands_were_found()
    {
        Names.Count.ShouldBeGreaterThanOrEqualTo(20);
        Operations.ShouldBeSubsetOf(Names);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task It_acts_once_and_leaves_one_audit_line(string command)
    {
        foreach (var line in Before.GetValueOrDefault(command, ["/deploy NAME"]))
            await Life.RunAsync(Named(line), Name.Value);
        var before = (await World.Store.ListOperationsAsync(Name, 99, None)).Count;
        var (given, answered) = (Marvin with { OrderKey = $"{Name}:1" }, Marvin with { OrderKey = $"{Name}:2" });
        var order = Life.GetRequiredService<CommandCatalogue>().Commands.Single(one => one.Name == command);

        var first = await Life.GetRequiredService<CommandDispatcher>()
            .DispatchAsync(Named(order.Example), given, None);
        var reply = first.Question is { } question ? await AnswerAsync(Life, question, answered) : first;
        await using var nextLife = World.Live();
        var again = first.Question is { } same
            ? await AnswerAsync(nextLife, same, answered)
            : await nextLife.GetRequiredService<CommandDispatcher>()
                .DispatchAsync(Named(order.Example), given, None);

        var operations = await World.Store.ListOperationsAsync(Name, 99, None);
        operations.Count.ShouldBe(before + (Operations.Contains(command) ? 1 : 0), Chat.Text(reply));
        again.Operation.ShouldBe(reply.Operation, Chat.Text(again));
        if (reply.Status == ReplyStatus.Ok)
            again.Status.ShouldBe(ReplyStatus.Ok, Chat.Text(again));
        var audit = await World.Store.ListEventsAsync(null, 999, None);
        audit.Count(line => line.Kind == "command" && (line.Key == given.OrderKey || line.Key == answered.OrderKey))
            .ShouldBe(first.Question is not null && again.Question is not null ? 0 : 1);
    }

    [Fact]
    public async Task An_operation_whose_order_left_no_audit_line_yet_is_found_and_gets_it()
    {
        await DeployedAsync();
        var by = Marvin with { OrderKey = $"{Name}:1" };
        var stored = await Life.GetRequiredService<OperationQueue>().SubmitAsync<ParkClaw>(Name, by, None);

        await using var nextLife = World.Live();
        var again = await nextLife.GetRequiredService<CommandDispatcher>().DispatchAsync($"/park {Name}", by, None);

        again.Operation.ShouldBe(stored.ShouldBeOfType<Submission.Accepted>().Operation.Id);
        (await World.Store.FindEventAsync($"{Name}:1", None))!.Text.ShouldBe($"/park {Name}");
    }

    [Fact]
    public async Task An_invitation_whose_link_was_lost_is_void()
    {
        var members = Life.GetRequiredService<MemberBook>();
        var by = Marvin with { OrderKey = $"{Name}:1" };

        var lost = await members.InviteAsync(Role.Viewer, by, None);
        var link = await members.InviteAsync(Role.Viewer, by, None);

        (await members.RedeemAsync(lost, "telegram:9", "Vera", None)).ShouldBeNull();
        (await members.RedeemAsync(link, "telegram:9", "Vera", None)).ShouldNotBeNull();
    }

    private string Named(string line) => Regex.Replace(line, @"\b(alice|NAME)\b", Name.Value);

    private async Task<Reply> AnswerAsync(IServiceProvider life, Question question, Member by) =>
        await life.GetRequiredService<CommandDispatcher>().AnswerAsync(
            question.Nonce!, question.Kind == QuestionKind.YesNo ? "yes" : Name.Value, by, None);
}
