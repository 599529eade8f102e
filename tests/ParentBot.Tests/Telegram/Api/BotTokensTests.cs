using System.Collections.Concurrent;
using System.Diagnostics;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

public sealed class BotTokensTests
{
    [Fact]
    public async Task A_token_is_asked_whose_it_is()
    {
        await using var ground = await ApiGround.StartAsync();
        ground.Server.Bot("555:alice-token", "alice_claw_bot", "Alice's claw");

        var bot = await ground.Tokens.IdentifyAsync(new Secret("555:alice-token"), CancellationToken.None);

        bot.ShouldBe(new BotIdentity(555, "alice_claw_bot", "Alice's claw"));
        ground.Tokens.Own.ShouldBe(new Secret(ApiGround.Token));
    }

    [Theory]
    [InlineData("555:nobody")]
    [InlineData("no token at all/../")]
    public async Task A_token_of_nobody_is_refused_without_being_named(string token)
    {
        await using var ground = await ApiGround.StartAsync();

        var refused = await Should.ThrowAsync<FleetException>(
            () => ground.Tokens.IdentifyAsync(new Secret(token), CancellationToken.None));

        refused.Reason.ShouldBe(FailureReason.GatewayRefused);
        refused.ToString().ShouldNotContain(token);
    }

    [Fact]
    public async Task A_token_cannot_be_asked_for_while_Telegram_is_away()
    {
        await using var ground = await ApiGround.StartAsync();
        ground.Server.Offline = true;

        var failed = await Should.ThrowAsync<FleetException>(
            () => ground.Tokens.IdentifyAsync(new Secret("555:alice-token"), CancellationToken.None));

        failed.Reason.ShouldBe(FailureReason.Unavailable);
        failed.ToString().ShouldNotContain("alice-token");
    }

    [Fact]
    public async Task A_token_is_not_traced()
    {
        var seen = new ConcurrentBag<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("System.Net.Http", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => seen.Add(string.Join(' ', activity.TagObjects)),
        };
        ActivitySource.AddActivityListener(listener);
        await using var ground = await ApiGround.StartAsync();

        await ground.CallAsync(new GetMe());
        using var other = new HttpClient();
        using var traced = await other.GetAsync(new Uri(ground.Server.Endpoint, "traced"));

        seen.ShouldContain(activity => activity.Contains("traced"));
        seen.ShouldNotContain(activity => activity.Contains("planted"));
    }
}
