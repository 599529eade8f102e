namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>Many faults at once, at moments that chance chooses.</summary>
public sealed class StormTests(FaultyHome home) : IClassFixture<FaultyHome>
{
    private const int Commands = 8;
    private const int FaultsEach = 3;

    // Those that pass soon; the pauses of the others are tried one by one.
    private static readonly BotFault[] Kinds =
        [.. BotFault.All.Where(fault => fault.Lasts < TimeSpan.FromSeconds(25))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_called_while_everything_fails_now_and_then_nothing_is_lost_or_done_twice(int seed)
    {
        var (chance, faults) = (new Random(seed), home.Home.Server.Faults);
        List<string> said = [];
        for (var i = 0; i < Commands; i++)
        {
            foreach (var kind in chance.GetItems(Kinds, FaultsEach))
                kind.Plan(faults.On(TestKit.Telegram.Faults.Anything));
            said.Add(await home.CommandAsync());
            await Task.Delay(TimeSpan.FromSeconds(chance.Next(10)), home.Time);
        }

        faults.Clear();
        said.Add(await home.CommandAsync()); // who was taken for one that blocks the bot writes again

        await home.AreAnsweredAsync(atMost: Commands * FaultsEach, [.. said]);
        await home.GoesOnAsync();
    }
}
