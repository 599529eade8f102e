using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.Benchmarks;

/// <summary>
/// How long an answer takes in Telegram, from the moment its Bot API hands the update out to the moment the answer
/// arrives there: with 1,000 claws that are swept meanwhile, quiet and while strangers write 10,000 messages at once.
/// </summary>
internal sealed class TelegramReply : IBenchmark
{
    private const string Token = "1000001:benchmark";
    private const double LongestMilliseconds = 30;
    private const int Members = 50;
    private const int FirstMember = 1_000;
    private const int Strangers = 10_000;
    internal const int FirstStranger = 1_000_000;

    // Telegram takes 30 messages a second of a bot; what it would make wait is not ours to measure.
    private const int AmongStrangers = 20;
    private const int Rounds = 20;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan RoundPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "telegram";

    /// <inheritdoc/>
    public async Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var folder = new TempFolder();
        await ThousandClaws.MakeAsync(folder.Path, cancellationToken);
        await AdmitAsync(folder.Path);
        await using var server = await BotApiServer.StartAsync();
        var bot = server.Bot(Token);
        await using var parent = await ParentInProcess.StartAsync(
            folder,
            [
                "--Sandbox:Machines=None", "--Watch:Interval=00:00:10", $"--Telegram:Token={Token}",
                $"--Telegram:ApiRoot={server.Endpoint}",
            ],
            cancellationToken);
        var chats = Enumerable.Range(FirstMember, Members)
            .Select(id => server.Person(id, $"member-{id}").ChatWith(bot)).ToList();

        await AskAsync(chats, WarmUp, cancellationToken);
        var quiet = new AnswerTimes(server.Calls.Count);
        await AskAsync(chats, Lasts, cancellationToken);
        await server.UntilAsync(quiet.AreAllAnswered, Patience);
        var (calm, among) = (quiet.Of(server.Calls), new AnswerTimes(server.Calls.Count));
        var strangers = Enumerable.Range(FirstStranger, Strangers)
            .Select(id => server.Person(id, $"stranger-{id}").ChatWith(bot)).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            await FloodAsync(strangers, chats, round);
            await bot.HasTakenAllAsync(Patience);
            await Task.Delay(RoundPause, TimeProvider.System, cancellationToken);
        }

        await server.UntilAsync(among.AreAllAnswered, Patience);
        var flooded = among.Of(server.Calls);
        say($"quiet            {calm}");
        say($"among strangers  {flooded}");
        foreach (var violation in server.Violations)
            say(violation);
        var answered = strangers.Count(chat => chat.Messages.Count != Rounds);
        say($"{answered} strangers were answered");
        var isRight = server.Violations.Count == 0 && answered == 0;
        return new Figure(Name, Math.Max(calm.At(0.99), flooded.At(0.99)), "ms", LongestMilliseconds, isRight);
    }

    private static async Task AdmitAsync(string folder)
    {
        using var store = new TestStore(folder, TimeProvider.System);
        for (var id = FirstMember; id < FirstMember + Members; id++)
            await store.Get<MemberBook>().AdmitAsync(id, $"member-{id}", Role.Operator);
    }

    /// <summary>One after the other asks, each again after 2.5 s.</summary>
    private static async Task AskAsync(List<TestChat> chats, TimeSpan lasts, CancellationToken cancellationToken)
    {
        for (var turn = 0; turn * Pause < lasts; turn++)
        {
            await chats[turn % chats.Count].SaysAsync(Line(turn));
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>The strangers write, and among them, evenly, some members.</summary>
    private static async Task FloodAsync(List<TestChat> strangers, List<TestChat> chats, int round)
    {
        foreach (var (number, stranger) in strangers.Index())
        {
            await stranger.SaysAsync("/start let me in");
            if (number % (Strangers / AmongStrangers) == 0)
            {
                var turn = (round * AmongStrangers) + (number * AmongStrangers / Strangers);
                await chats[turn % chats.Count].SaysAsync(Line(turn));
            }
        }
    }

    // What changes something leaves a line in the audit trail besides: one in ten.
    private static string Line(int turn) => turn % 10 == 9
        ? "/timezone"
        : $"/status {ThousandClaws.Name(turn * 7 % ThousandClaws.Count)}";
}
