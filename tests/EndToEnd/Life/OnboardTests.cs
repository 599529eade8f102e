using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>From nothing to a claw that serves, question by question, and its secrets afterwards.</summary>
public sealed class OnboardTests : IAsyncLifetime
{
    private static readonly Member Ann = new("telegram:4711", "Ann", Role.Admin);

    private LiveParent _parent = null!;

    public async Task InitializeAsync() => _parent = await LiveParent.StartAsync(null);

    public async Task DisposeAsync() => await _parent.DisposeAsync();

    [Fact]
    public async Task A_claw_is_made_by_answering_and_its_changed_secrets_reach_it_or_are_taken_back()
    {
        var done = await AnswerAsync("/onboard alice", "made-up", "me", "local/echo", "yes");
        done!.Status.ShouldBe(OperationStatus.Succeeded, done.Conclusion);
        (await _parent.ClawAsync("alice")).Owner.ShouldBe(4711);
        (await SecretsAsync()).ShouldNotContain("XAI_API_KEY");

        var rotated = await _parent.DoAsync("/secret set alice xai_api_key", "key-number-one");
        rotated.Text.ShouldBe("alice has its changed xai_api_key and is well.");
        (await SecretsAsync()).ShouldContain("key-number-one");

        var before = await SecretsAsync();
        var refused = await _parent.SayAsync("/secret forget alice telegram_bot_token");
        refused.Operation!.Status.ShouldBe(OperationStatus.RolledBack, refused.Text);
        refused.Text.ShouldEndWith("It runs with the former one again, and is well.");
        (await SecretsAsync()).ShouldBe(before);
        (await _parent.ClawAsync("alice")).State.ShouldBe(ClawState.Running);

        Chat.Text((await _parent.DoAsync("/ask alice are you there?")).Reply)
            .ShouldBe("# alice answers\nECHO: are you there?");
    }

    private async Task<OperationRecord?> AnswerAsync(string line, params string[] answers)
    {
        var dispatcher = _parent.Get<CommandDispatcher>();
        var reply = await dispatcher.DispatchAsync(line, Ann, CancellationToken.None);
        foreach (var answer in answers)
        {
            reply.Status.ShouldBe(ReplyStatus.Asks, Chat.Text(reply));
            reply = await dispatcher.AnswerAsync(reply.Question!.Nonce!, answer, Ann, CancellationToken.None);
        }

        reply.Operation.ShouldNotBeNull(Chat.Text(reply));
        OperationRecord? last = null;
        await foreach (var look in
            _parent.Get<ParentBot.OperationFollower>().FollowAsync(reply.Operation, CancellationToken.None))
            last = look;
        return last;
    }

    // What the configuration names, and the rest, which is environment.
    private async Task<string> SecretsAsync() =>
        string.Concat(await Task.WhenAll(
            from name in new[] { "secrets.json", ".env" }
            let path = _parent.Home.OnDisk("alice-d1", $"openclaw/{name}")
            where File.Exists(path)
            select File.ReadAllTextAsync(path)));
}
