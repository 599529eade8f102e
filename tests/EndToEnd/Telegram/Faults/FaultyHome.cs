using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>
/// A parent with a claw on paper, whose clock goes ten times faster, and what must hold in its chat whatever goes
/// wrong. A test class shares one: each of its cases leaves the parent fit for the next.
/// </summary>
public sealed class FaultyHome : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private TelegramHome? _home;
    private int _commands;

    internal FastTime Time { get; } = new(10);

    internal TelegramHome Home => _home ?? throw new InvalidOperationException("There is no home yet.");

    internal TestChat Chat => Home.Chat;

    public async Task InitializeAsync()
    {
        _home = await TelegramHome.StartAsync(Time);
        await SaysAsync("/deploy alice");
        await ShowsAsync("alice is deployed");
        await SettlesAsync();
    }

    public async Task DisposeAsync() => await Home.DisposeAsync();

    internal Task SaysAsync(string line) => Chat.SaysAsync(line);

    internal Task ShowsAsync(string text) => Chat.ShowsAsync(text, Patience);

    internal Task ShowsAsync(Func<IReadOnlyList<ShownMessage>, bool> holds) => Chat.ShowsAsync(holds, Patience);

    /// <summary>Has the next call of a method go wrong.</summary>
    internal PlannedFault Plan(string method, BotFault kind)
    {
        Home.Server.Faults.Clear();
        return new(this, kind, kind.Plan(Home.Server.Faults.On(method)));
    }

    /// <summary>Ann gives a command that is answered by words which no other one is answered by.</summary>
    /// <returns>These words.</returns>
    internal async Task<string> CommandAsync()
    {
        var tag = $"n=c{++_commands:0000}";
        await SaysAsync($"/label alice {tag}");
        return $"alice: {tag}";
    }

    /// <summary>Each command ran once, and was answered in this order.</summary>
    /// <param name="atMost">How often one answer may stand there; once where nothing excuses more.</param>
    /// <param name="answers">The answers.</param>
    internal async Task AreAnsweredAsync(int atMost, params string[] answers)
    {
        foreach (var answer in answers)
            await ShowsAsync(answer);

        await SettlesAsync();
        var shown = Chat.Messages
            .Where(message => message.From == Home.Bot.Id).Select(message => message.Text).ToList();
        answers.Select(answer => shown.IndexOf(answer)).ShouldBeInOrder(SortDirection.Ascending, Chat.Look());
        foreach (var answer in answers)
            shown.Count(text => text == answer).ShouldBeInRange(1, atMost, answer);
        var trail = await Home.Parent.Get<IFleetStore>()
            .ListEventsAsync(ClawName.Parse("alice"), 500, CancellationToken.None);
        foreach (var tag in answers.Select(answer => answer["alice: ".Length..]))
        {
            var line = trail.Where(line => line.Kind == "command" && line.Text.EndsWith(tag, StringComparison.Ordinal));
            line.ShouldHaveSingleItem().Outcome.ShouldBe("ok");
        }
    }

    /// <summary>The parent serves as if nothing had been.</summary>
    internal async Task GoesOnAsync() => await AreAnsweredAsync(atMost: 1, await CommandAsync());

    /// <summary>
    /// Nothing is left to be done or sent, and each card shows in the chat what the store says that it shall show.
    /// </summary>
    internal async Task SettlesAsync()
    {
        var (fleet, faces) = (Home.Parent.Get<IFleetStore>(), Home.Parent.Get<IFaceStore>());
        var left = "";
        using var late = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        do
        {
            if (late.IsCancellationRequested)
                throw new TimeoutException($"The parent does not come to rest: {left}.\n{Chat.Look()}");

            var operations = await fleet.ListOpenOperationsAsync(CancellationToken.None);
            var updates = await faces.ListUnfinishedAsync(CancellationToken.None);
            var items = await faces.ListOutgoingAsync(CancellationToken.None);
            var cards = await faces.ListCardsAsync("op:", CancellationToken.None);
            left = $"{operations.Count} operations, {updates.Count} updates, {items.Count} messages, "
                + $"{cards.Count} cards";
        }
        while (left != "0 operations, 0 updates, 0 messages, 0 cards" && await look.WaitForNextTickAsync());

        foreach (var card in await faces.ListCardsAsync("", CancellationToken.None))
            Shown(card).ShouldBe(MessageBody.Parse(card.Body).Plain, card.Key);
    }

    private string? Shown(ShownCard card) =>
        Chat.Id != card.Chat ? MessageBody.Parse(card.Body).Plain
        : Chat.Messages.SingleOrDefault(message => message.Id == card.Message)?.Text;
}
