using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What people chat about while their parent is killed again and again.</summary>
internal static class Topics
{
    private static readonly string[] Zones = ["Europe/Berlin", "Asia/Tokyo", "America/Lima", "Africa/Cairo"];

    /// <summary>Her own claw is there before all else.</summary>
    public static async Task DeploysAsync(Chatter she)
    {
        var line = $"/deploy {she.Claw}";
        she.Orders.Add(she.Name, line, "DeployClaw", she.Claw);
        await she.Chat.SaysAsync(line);
        await she.SeesEndedAsync($"{she.Claw} is deployed");
    }

    /// <summary>Some labels, said in one breath.</summary>
    public static async Task LabelsAsync(Chatter she)
    {
        var waits = new List<Task>();
        for (var left = 1 + she.Below(3); left > 0; left--)
        {
            var number = she.Number();
            var line = $"/label {she.Claw} n={number}";
            she.Orders.Add(she.Name, line);
            she.Orders.Last[$"label {she.Claw}"] = number;
            waits.Add(she.AsksAsync(line, $"{she.Claw}: n={number}"));
        }

        await Task.WhenAll(waits);
    }

    /// <summary>Parks by name, wakes by the button beneath the question.</summary>
    public static async Task ParksAsync(Chatter she)
    {
        var line = $"/park {she.Claw}";
        she.Orders.Add(she.Name, line, "ParkClaw", she.Claw);
        await she.Chat.SaysAsync(line);
        await she.SeesEndedAsync($"{she.Claw} is parked");

        var asked = await she.IsAskedAsync("/wake", it => Button(it, she.Claw) is not null);
        she.Orders.Add(she.Name, $"/wake {she.Claw}", "WakeClaw", she.Claw);
        await she.Chat.PressesAsync(asked, Button(asked, she.Claw)!);
        await she.SeesEndedAsync($"{she.Claw} is awake");
    }

    /// <summary>A claw whose name is asked for; destroyed again, for which its name is typed.</summary>
    public static async Task DestroysAsync(Chatter she)
    {
        var claw = $"{she.Claw}-{she.Number()}";
        await she.IsAskedAsync("/deploy", it => it.Text.Contains("/deploy: Its name") && !it.Text.Contains('→'));
        she.Orders.Add(she.Name, $"/deploy {claw}", "DeployClaw", claw);
        await she.Chat.SaysAsync(claw);
        await she.SeesEndedAsync($"{claw} is deployed");

        await she.IsAskedAsync($"/destroy {claw}", it => it.AsksForReply && it.Text.Contains(claw));
        she.Orders.Add(she.Name, $"/destroy {claw}", "DestroyClaw", claw);
        await she.Chat.SaysAsync(claw);
        await she.SeesEndedAsync($"{claw} is destroyed");
    }

    /// <summary>A secret of a claw that is a name only so far.</summary>
    public static async Task KeepsSecretsAsync(Chatter she)
    {
        var (vault, secret) = ($"vault-{she.Number()}", $"sk-proj-planted{she.Number()}secretsecretsecret");
        var line = $"/secret set {vault} openai_api_key";
        await she.IsAskedAsync(line, it => it.AsksForReply && it.Text.Contains(vault));
        she.Orders.Add(she.Name, line);
        she.Orders.Last[$"secret {vault}"] = secret;
        var given = await she.Chat.SaysAsync(secret);
        await she.SeesAsync(given, it => it.Text.Contains($"openai_api_key is kept for {vault}"), $"{vault} is kept");
        await she.Chat.ShowsAsync(messages => messages[(int)given.Id - 1].IsDeleted, TimeSpan.FromMinutes(1));
    }

    /// <summary>Moves to where she does not live.</summary>
    public static async Task MovesAsync(Chatter she)
    {
        var home = she.Orders.Last.GetValueOrDefault($"zone {she.Name}");
        var zone = Zones.Where(one => one != home).ElementAt(she.Below(Zones.Length - 1));
        she.Orders.Add(she.Name, $"/timezone {zone}");
        she.Orders.Last[$"zone {she.Name}"] = zone;
        await she.AsksAsync($"/timezone {zone}", $"Your time zone is {zone} now");
    }

    /// <summary>A word to the claw's owner, which is said once at most.</summary>
    public static async Task SendsAsync(Chatter she)
    {
        var line = $"/message {she.Claw} word {she.Number()}";
        she.Orders.Add(she.Name, line);
        var said = await she.Chat.SaysAsync(line);
        await she.SeesAsync(
            said,
            it => it.Text.Contains($"{she.Claw} told") || it.Text.Contains("/message was carried out already")
                || (it.Buttons.Count > 0 && (it.Text.Contains("Not delivered") || it.Text.Contains("known whether")
                    || it.Text.Contains("cannot know whether it was carried out"))),
            "what became of the message");
    }

    /// <summary>Only looks.</summary>
    public static Task LooksAsync(Chatter she) => she.AsksAsync("/fleet", "claw");

    /// <summary>Invites Dora, who looks in, and takes her place away again.</summary>
    public static Func<Chatter, Task> Hosts(Chatter guest) => async she =>
    {
        const string link = "/invite viewer";
        she.Orders.Add(she.Name, link);
        var said = await she.Chat.SaysAsync(link);
        var invited = await she.SeesAsync(said, it => it.Text.Contains("?start="), "a link");
        var code = invited.Text.Split("?start=")[1].Split('\n', ' ')[0];
        await guest.AsksAsync($"/start {code}", "You are a Viewer of this fleet.");

        var asked = await she.IsAskedAsync($"/revoke {guest.Name}", it => Button(it, "Confirm") is not null);
        she.Orders.Add(she.Name, $"/revoke {guest.Name}");
        await she.Chat.PressesAsync(asked, Button(asked, "Confirm")!);
        await she.SeesAsync(asked, it => it.Text.Contains("is no member any more"), $"{guest.Name} is no member");
        await guest.Chat.SaysAsync("/fleet"); // hears nothing: see the test
    };

    private static ShownButton? Button(ShownMessage message, string text) =>
        message.Buttons.SelectMany(row => row).FirstOrDefault(button => button.Text == text);
}
