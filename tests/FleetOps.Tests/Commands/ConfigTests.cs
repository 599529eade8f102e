using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class ConfigTests : IAsyncLifetime, IDisposable
{
    private GatewayChat _chat = null!;

    public async Task InitializeAsync() => _chat = await GatewayChat.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _chat.Dispose();

    [Theory]
    [InlineData("/config alice channels.telegram")]
    [InlineData("/config alice view channels.telegram")]
    public async Task A_part_is_shown_without_its_secrets(string line) => (await TextAsync(line)).ShouldBe(
        """
        {
          "botToken": "__OPENCLAW_REDACTED__",
          "dmPolicy": "pairing"
        }
        """);

    [Fact]
    public async Task A_secret_of_the_claw_that_stands_where_OpenClaw_hides_none_is_hidden_all_the_same()
    {
        await _chat.Chat.Secrets.SetAsync(
            GatewayChat.Alice.Name, SecretName.TelegramBotToken, new Secret("planted"), CancellationToken.None);
        _chat.Config.Root["note"] = "planted";

        (await TextAsync("/config alice note")).ShouldBe("\"[redacted]\"");
        (await TextAsync("/config alice download")).ShouldNotContain("planted");
    }

    [Fact]
    public async Task A_part_that_is_mistyped_is_guessed()
    {
        var reply = await _chat.SayAsync("/config alice channels.telegram.dmPolcy");

        Chat.Text(reply).ShouldBe("Nothing stands at 'channels.telegram.dmPolcy' in alice's configuration. "
            + "Did you mean channels.telegram.dmPolicy?");
        reply.Buttons.ShouldBe(
            [new ReplyButton("channels.telegram.dmPolicy", "/config alice view channels.telegram.dmPolicy")]);
        (await TextAsync("/config alice chanels")).ShouldEndWith("Did you mean channels?");
        (await TextAsync("/config alice entirely.else")).ShouldEndWith("/config alice shows all of it.");
    }

    [Theory]
    [InlineData("channels.telegram.dmPolicy allowlist", "\"allowlist\"", "Was: \"pairing\"", "\"pairing\"")]
    [InlineData("channels.telegram.dmPolicy \"allowlist\"", "\"allowlist\"", "Was: \"pairing\"", "\"pairing\"")]
    [InlineData("agents.limit 5", "5", "Was: nothing", null)]
    [InlineData("agents.name 5 claws, all good ", "\"5 claws, all good\"", "Was: nothing", null)]
    [InlineData("agents.on true", "true", "Was: nothing", null)]
    [InlineData("channels.telegram.groups {\"*\":{\"a\":[1,2]}}", "{\"*\":{\"a\":[1,2]}}", "Was: nothing", null)]
    [InlineData("models.key ${XAI_API_KEY}", "\"${XAI_API_KEY}\"", "Was: nothing", null)]
    public async Task A_part_is_set_and_what_it_was_is_shown(string typed, string now, string was, string? back)
    {
        var path = typed.Split(' ')[0];

        var reply = await _chat.SayAsync($"/config alice set {typed}");

        Chat.Text(reply).ShouldBe($"alice's configuration was changed.\nPart: {path}\n{was}\nIs: {now}");
        At(path).ShouldBe(now);
        reply.Buttons.ShouldBe(
            back is null ? [] : [new ReplyButton("Set it back", $"/config alice set {path} {back}")]);
    }

    [Fact]
    public async Task What_stands_there_already_is_not_written_again()
    {
        (await TextAsync("/config alice set channels.telegram.dmPolicy pairing"))
            .ShouldBe("channels.telegram.dmPolicy is that already; nothing was changed.");
        _chat.Config.Writes.ShouldBe(0);
    }

    [Theory]
    [InlineData("models.providers.xai.apiKey hunter2")]
    [InlineData("models.providers.xai {\"apiKey\":\"hunter2\"}")]
    [InlineData("channels.telegram.botToken another")]
    [InlineData("agents.note sk-abcdefghijklmnopqrstuvwxyz0123")]
    public async Task A_secret_is_refused_with_the_place_where_it_belongs(string typed)
    {
        var reply = await _chat.SayAsync($"/config alice set {typed}");

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldEndWith(
            "would hold a secret in the clear. Keep it by /secret set alice my_key, and write ${MY_KEY} here.");
        Chat.Text(reply).ShouldNotContain(typed.Split(' ', 2)[1]);
        _chat.Config.Writes.ShouldBe(0);
    }

    [Theory]
    [InlineData("gateway.bind lan", "gateway.bind: by it the parent reaches the gateway")]
    [InlineData("commands.ownerAllowFrom [\"telegram:1\"]", "who stands there commands the agent as its owner.")]
    [InlineData("channels.telegram {\"dmPolicy\":\"open\"}", "anybody who finds the bot may talk to it, at your cost.")]
    public async Task What_would_cut_the_claw_off_or_open_it_is_asked(string typed, string risk)
    {
        var asked = await _chat.SayAsync($"/config alice set {typed}");

        asked.Status.ShouldBe(ReplyStatus.Asks);
        Chat.Text(asked).ShouldContain(risk);
        (await _chat.Chat.AnswerAsync(asked, "no")).Status.ShouldBe(ReplyStatus.Refused);
        _chat.Config.Writes.ShouldBe(0);

        asked = await _chat.SayAsync($"/config alice set {typed}");
        (await _chat.Chat.AnswerAsync(asked, "yes")).Status.ShouldBe(ReplyStatus.Ok);
        _chat.Config.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task What_OpenClaw_finds_invalid_is_refused_in_its_words()
    {
        var asked = await _chat.SayAsync("/config alice set gateway.port \"18789\"");
        var reply = await _chat.Chat.AnswerAsync(asked, "yes");

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldBe("Nothing was changed. gateway.port: expected number, received string");
    }

    [Theory]
    [InlineData("set", "Which part, and to what?")]
    [InlineData("set gateway.port", "Which part, and to what?")]
    [InlineData("set agents {\"a\":", "The value begins like JSON and is none: look at line 1, column 6.")]
    [InlineData("channels.telegram.dmPolicy open", "To change it: /config alice set channels.telegram.dmPolicy VALUE.")]
    [InlineData("upload", "Which file?")]
    public async Task What_is_missing_or_broken_is_said(string typed, string start)
    {
        var reply = await _chat.SayAsync($"/config alice {typed}");

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldStartWith(start);
    }

    [Fact]
    public async Task Only_an_Admin_changes_it()
    {
        Chat.Text(await _chat.SayAsAnnAsync("/config alice set a b"))
            .ShouldBe("/config set is for Admins, not Operators. Ask an Admin.");
        (await _chat.SayAsAnnAsync("/config alice upload file=/dev/null")).Status.ShouldBe(ReplyStatus.Refused);
        (await _chat.SayAsAnnAsync("/config alice")).Status.ShouldBe(ReplyStatus.Ok);
        _chat.Config.Writes.ShouldBe(0);
    }

    private string At(string path) =>
        path.Split('.').Aggregate((JsonNode)_chat.Config.Root, (node, key) => node[key]!).ToJsonString(Plain);

    private static readonly System.Text.Json.JsonSerializerOptions Plain =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<string> TextAsync(string line) => Chat.Text(await _chat.SayAsync(line));
}
