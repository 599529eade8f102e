using System.Text.Json.Nodes;
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
    private const long FirstStranger = 1_000_000;

    // Telegram takes 30 messages a second of a bot; what it would make wait is not ours to measure.
    private const int AmongStrangers = 20;
    private const int Rounds = 20;

    // The second sweep finds all claws unreachable, and fifty members are told: that lasts as long as Telegram's own
    // pace makes it, and is over before measuring begins.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(45);
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
                "--Sandbox:Machines=None", "--Watch:Interval=00:00:10", "--Log:Level=Critical",
                $"--Telegram:Token={Token}", $"--Telegram:ApiRoot={server.Endpoint}",
            ],
            cancellationToken);
        var chats = Enumerable.Range(FirstMember, Members)
            .Select(id => server.Person(id, $"member-{id}").ChatWith(bot)).ToList();

        var times = new AnswerTimes(FirstStranger);
        server.Called = times.Take;

        await AskAsync(chats, WarmUp, cancellationToken);
        await server.UntilAsync(_ => times.AreAllAnswered, Patience);
        times.Collect();
        await AskAsync(chats, Lasts, cancellationToken);
        await server.UntilAsync(_ => times.AreAllAnswered, Patience);
        var quiet = times.Collect();
        for (var round = 0; round < Rounds; round++)
        {
            await FloodAsync(bot, chats, round);
            await bot.HasTakenAllAsync(Patience);
            await server.UntilAsync(_ => times.AreAllAnswered, Patience);
            await Task.Delay(RoundPause, TimeProvider.System, cancellationToken);
        }

        var flooded = times.Collect();
        say($"quiet            {quiet}");
        say($"among strangers  {flooded}");
        say($"{times.Strangers} strangers were answered");
        foreach (var violation in server.Violations)
            say(violation);
        return new Figure(
            Name, Math.Max(quiet.At(0.99), flooded.At(0.99)), "ms", LongestMilliseconds,
            IsBesidesGood: times.Strangers == 0 && server.Violations.Count == 0);
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
    private static async Task FloodAsync(TestBot bot, List<TestChat> chats, int round)
    {
        for (var number = 0; number < Strangers; number++)
        {
            bot.Receives("message", Stranger(number));
            if (number % (Strangers / AmongStrangers) == 0)
            {
                var turn = (round * AmongStrangers) + (number * AmongStrangers / Strangers);
                await chats[turn % chats.Count].SaysAsync(Line(turn));
            }
        }
    }

    // Not by way of a chat, which would keep it: a heap that only grows is nothing of the parent's.
    private static JsonObject Stranger(int number) => new()
    {
        ["message_id"] = 1,
        ["from"] = new JsonObject { ["id"] = FirstStranger + number, ["is_bot"] = false, ["first_name"] = "Eve" },
        ["chat"] = new JsonObject { ["id"] = FirstStranger + number, ["type"] = "private", ["first_name"] = "Eve" },
        ["date"] = 1_700_000_000,
        ["text"] = "/start let me in",
    };

    // What changes something leaves a line in the audit trail besides: one in ten.
    private static string Line(int turn) => turn % 10 == 9
        ? "/timezone"
        : $"/status {ThousandClaws.Name(turn * 7 % ThousandClaws.Count)}";
}
