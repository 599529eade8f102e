using System.Text.RegularExpressions;
using ParentClaw.EndToEnd.Life;
using ParentClaw.EndToEnd.Telegram.Faults;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>A parent whose bot is in a Telegram of the test's own, and the people who chat with it there.</summary>
internal sealed partial class TelegramHome : IAsyncDisposable
{
    /// <summary>The parent's own token; no log and no chat may ever hold it.</summary>
    public const string Token = "1000001:AAparents-own-token-aaaaaaaaaaaaaaa";

    /// <summary>
    /// Settings for machines that are processes. Their gateways keep the real time, so a clock that hurries asks for
    /// more patience with them.
    /// </summary>
    public static readonly string[] RealMachines = ["--Sandbox:Speed=0", "--Operations:ReadyPatience=00:02:00"];

    private const string CallsFile = "calls.jsonl";

    private readonly Home _home;
    private readonly TimeProvider _time;
    private readonly string[] _settings;
    private LiveParent? _parent;

    private TelegramHome(Home home, BotApiServer server, TimeProvider time, string[] settings)
    {
        (_home, Server, _time, _settings) = (home, server, time, settings);
        Bot = server.Bot(Token);
        Ann = server.Person(4711, "Ann", "ann");
        Bob = server.Person(4712, "Bob", "bob");
    }

    /// <summary>
    /// A clock for homes with <see cref="RealMachines"/>: the pace at which Telegram takes messages costs a quarter,
    /// and what runs on a machine still has time enough.
    /// </summary>
    public static FastTime Hurry => new(4);

    public BotApiServer Server { get; }

    public TestBot Bot { get; }

    /// <summary>The first Admin, once she claimed the parent.</summary>
    public Person Ann { get; }

    public Person Bob { get; }

    public TestChat Chat => Ann.ChatWith(Bot);

    public Home Home => _home;

    /// <summary>Each call of a bot as a line, for <c>validate.py telegram-log</c>.</summary>
    public string CallLog => _home[CallsFile];

    public LiveParent Parent => _parent ?? throw new InvalidOperationException("The parent is down.");

    /// <summary>The parent's log, all of it.</summary>
    public string Log => LogIn(_home.Data);

    /// <summary>A parent on paper machines, or on those that the settings name, claimed by Ann.</summary>
    public static async Task<TelegramHome> StartAsync(TimeProvider? time = null, params string[] settings)
    {
        var clock = time ?? TimeProvider.System;
        var place = new Home();
        var server = await BotApiServer.StartAsync(clock, place[CallsFile]);
        var home = new TelegramHome(place, server, clock, settings);
        await home.StartParentAsync();
        await home.Chat.SaysAsync($"/claim {home.ClaimCode()}");
        await home.Chat.ShowsAsync("You are an Admin of this fleet.");
        return home;
    }

    public async Task StartParentAsync() => _parent = await LiveParent.StartAsync(
        _home, _time,
        [
            "--Terminal:Enabled=false", $"--Telegram:Token={Token}", $"--Telegram:ApiRoot={Server.Endpoint}",
            .. _settings.Length > 0 ? _settings : ["--Sandbox:Machines=None"],
        ]);

    public async Task StopParentAsync()
    {
        if (_parent is { } parent)
            await parent.DisposeAsync();
        _parent = null;
    }

    /// <summary>Ann gives a line, and it ends as it says.</summary>
    public async Task DoAsync(string line, string ending)
    {
        await Chat.SaysAsync(line);
        await Chat.ShowsAsync(ending);
    }

    /// <summary>Ann invites somebody, who follows the link.</summary>
    public async Task InviteAsync(Person person, string role)
    {
        await Chat.SaysAsync($"/invite {role}");
        await Chat.ShowsAsync(messages => InviteLink().IsMatch(messages[^1].Text));
        var code = InviteLink().Match(Chat.Last.Text).Groups["code"].Value;
        await person.ChatWith(Bot).SaysAsync($"/start {code}");
        await person.ChatWith(Bot).ShowsAsync("of this fleet");
    }

    /// <summary>The newest claim code of the log, as who runs the parent reads it.</summary>
    public string ClaimCode() => ClaimCodeIn(_home.Data);

    /// <summary>The same of another parent's data folder.</summary>
    public static string ClaimCodeIn(string data) => ClaimLine().Matches(LogIn(data))[^1].Groups["code"].Value;

    public async ValueTask DisposeAsync()
    {
        await StopParentAsync();
        await Server.DisposeAsync();
        _home.Dispose();
        Server.Violations.ShouldBeEmpty();
        Server.Calls.Select(call => call.Method).Except(MatrixTests.Methods)
            .ShouldBeEmpty("a method of which no fault is tried");
    }

    private static string LogIn(string data) => string.Concat(
        Directory.GetFiles(Path.Combine(data, "logs")).Order(StringComparer.Ordinal).Select(ReadShared));

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"t\.me/parent_bot\?start=(?<code>[a-z0-9]{20,})", RegexOptions.ExplicitCapture)]
    private static partial Regex InviteLink();

    [GeneratedRegex("/claim (?<code>[a-z0-9]{20,})", RegexOptions.ExplicitCapture)]
    private static partial Regex ClaimLine();
}
