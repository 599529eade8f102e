using System.Diagnostics;
using System.Text.Json.Nodes;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>The real process, which is killed and started again.</summary>
/// <param name="data">The data folder of all its lives.</param>
/// <param name="server">The Telegram it is in.</param>
/// <param name="bot">Its bot there.</param>
/// <param name="dice">Chooses the moments.</param>
internal sealed class MortalParent(string data, BotApiServer server, TestBot bot, Random dice) : IDisposable
{
    // Of five lives one ends while it begins, when what the life before left undone is taken up; two in the middle of
    // an update or an answer, for nearly all of the time nothing is under way; two anywhere.
    private const int Lives = 5;
    private const int InMiddle = 2;

    private static readonly TimeSpan LongestMiddle = TimeSpan.FromMilliseconds(25);

    // On a computer that does much else lives are longer, or nothing would ever be done in one.
    private const double StartsInLife = 2;

    private static readonly TimeSpan LeastLongestLife = TimeSpan.FromSeconds(2.2);
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(2);

    private readonly string[] _settings =
    [
        "--Sandbox:Machines=None", "--Sandbox:Speed=0", $"--Telegram:Token={bot.Token}",
        $"--Telegram:ApiRoot={server.Endpoint}",
    ];

    private RunningParentBot? _life;
    private TimeSpan _start = TimeSpan.FromSeconds(0.8);

    private TimeSpan LongestLife =>
        StartsInLife * _start > LeastLongestLife ? StartsInLife * _start : LeastLongestLife;

    /// <summary>Begins a life and kills it at a random moment.</summary>
    public async Task LiveAndDieAsync()
    {
        var (kind, moment) = (dice.Next(Lives), dice.NextDouble());
        var began = Stopwatch.GetTimestamp();
        Begin();
        if (kind == 0)
        {
            await Task.Delay(moment * _start, TimeProvider.System);
        }
        else
        {
            await bot.PollsAsync(StartPatience);
            _start = Stopwatch.GetElapsedTime(began);
            await (kind <= InMiddle ? WorkAsync(moment) : Task.Delay(moment * LongestLife, TimeProvider.System));
        }

        await DieAsync();
    }

    /// <summary>Waits for the next update that it takes, or answer that it gives, and a moment longer.</summary>
    private async Task WorkAsync(double moment)
    {
        var call = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        server.Called = made =>
        {
            if (made is { Method: "getUpdates", Result: JsonArray { Count: > 0 } } or { Method: "sendMessage" })
                call.TrySetResult();
        };
        await Task.WhenAny(call.Task, Task.Delay(LongestLife, TimeProvider.System));
        await Task.Delay(moment * LongestMiddle, TimeProvider.System);
    }

    /// <summary>Begins a life.</summary>
    public void Begin() => _life = new RunningParentBot(data, [.. _settings, "--Terminal:Enabled=false"]);

    /// <summary>Kills it now.</summary>
    public async Task DieAsync()
    {
        using var life = _life ?? throw new InvalidOperationException("It does not live.");
        _life = null;
        await life.KillAsync();
    }

    /// <summary>A life that ends in good order as soon as it listens.</summary>
    public async Task LiveAndEndAsync()
    {
        using var life = new RunningParentBot(data, _settings);
        await bot.PollsAsync(StartPatience);
        await life.Input.WriteLineAsync("/quit");
        var (exit, _, errors) = await life.EndAsync();
        exit.ShouldBe(0, errors);
    }

    public void Dispose() => _life?.Dispose();
}
