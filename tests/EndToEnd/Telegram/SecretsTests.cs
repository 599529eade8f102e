using System.Text;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What was told in confidence is nowhere to be read afterwards.</summary>
public sealed class SecretsTests
{
    private const string AliceToken = "2000002:AAalices-own-token-aaaaaaaaaaaaaaaa";
    private const string ModelKey = "sk-ant-api03-a-key-that-nobody-may-see";
    private const string OtherKey = "a key of no known shape";
    private const string Argument = "2000003:AAtoken-given-as-an-argument-bbbbbb";
    private const string Chatter = "2000004:AAtoken-said-in-plain-chat-cccccccc";
    private const string Answer = "2000005:AAtoken-for-an-answer-dddddddddddddd";

    // So much of a secret is too much: what is cut off at the end is a leak all the same.
    private const int Telling = 16;

    [Fact]
    public async Task No_token_and_no_key_is_in_logs_store_chats_or_traffic()
    {
        await using var home = await TelegramHome.StartAsync(TelegramHome.Hurry, TelegramHome.RealMachines);
        var code = home.ClaimCode();
        home.Server.Bot(AliceToken, "alice_claw_bot", "Alice");
        var chat = home.Chat;
        await chat.AsksAsync("/onboard alice", "The token of alice's bot (not shown)");
        await chat.ConfidesAsync(AliceToken, "Whose is alice?");
        await chat.ConfidesAsync(Answer, "That is no numeric Telegram id");
        await chat.PressesAsync("Me (4711)");
        await chat.EndsWithAsync("Which model");
        await chat.AsksAsync("anthropic/claude-opus-4-1", "needs a key of its provider");
        await chat.ConfidesAsync(ModelKey, "Deploy alice now?");
        await chat.PressesAsync("Confirm");
        await chat.ShowsAsync("alice is deployed");
        await chat.AsksAsync("/secret set alice xai_api_key", "(not shown)");
        await chat.SaysAsync(OtherKey);
        await chat.ShowsAsync("alice has its changed xai_api_key and is well.");
        await chat.ConfidesAsync($"/secret set alice xai_api_key {Argument}", "/secret");
        await chat.ConfidesAsync($"so: {Chatter}", "/help");
        await chat.AsksAsync("/audit", "xai_api_key");
        await home.StopParentAsync();

        var seen = new Dictionary<string, string>
        {
            ["the log"] = home.Log,
            ["the store"] = Bytes(Directory.GetFiles(home.Home.Data, "*", SearchOption.AllDirectories)
                .Where(file => !IsOfMachines(home, file) && !file.Contains("/logs/", StringComparison.Ordinal))),
            ["the chat"] = chat.Look(),
            ["what the bot called"] = Bytes([home.CallLog]),
            ["what the cloud was asked"] = Bytes([home.Home.TrafficLog]),
        };
        string[] planted = [TelegramHome.Token, AliceToken, ModelKey, OtherKey, Argument, Chatter, Answer];
        foreach (var (where, text) in seen)
        {
            text.ShouldContain("alice", Case.Sensitive, $"{where} is there and is searched");
            foreach (var secret in planted)
                text.Contains(secret[..Telling], StringComparison.Ordinal).ShouldBeFalse($"{secret} is in {where}");
        }

        seen["the store"].Contains(code, StringComparison.Ordinal).ShouldBeFalse("the claim code is in the store");
    }

    // A machine's own disk holds its secrets, as it must.
    private static bool IsOfMachines(TelegramHome home, string file) =>
        file.StartsWith(Path.Combine(home.Home.Data, "sandbox") + "/", StringComparison.Ordinal);

    // Byte for byte: what is no text, such as pages that the store has freed, is searched too.
    private static string Bytes(IEnumerable<string> files) =>
        string.Join('\n', files.Select(file => Encoding.Latin1.GetString(File.ReadAllBytes(file))));
}
