using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class ConfigUploadTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private GatewayChat _chat = null!;

    private string Path => _folder["openclaw.json"];

    public async Task InitializeAsync() => _chat = await GatewayChat.OpenAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _chat.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task What_was_downloaded_comes_back_changed_with_its_secrets_kept()
    {
        var download = await _chat.SayAsync("/config alice download");
        download.IsPrivate.ShouldBeTrue();
        var file = download.Blocks.OfType<FileBlock>().Single();
        file.Name.ShouldBe("alice-openclaw.json");
        file.Text.ShouldNotContain(PaperConfig.Token);
        await File.WriteAllTextAsync(
            Path, $"// mine\n{file.Text.Replace("\"pairing\"", "\"allowlist\",\n\"allowFrom\": [7001],")}");

        var asked = await _chat.SayAsync($"/config alice upload file={Path}");
        Chat.Text(asked).ShouldBe(
            """
            2 values would change:
            Part | Is | Becomes
            channels.telegram.dmPolicy | "pairing" | "allowlist"
            channels.telegram.allowFrom | nothing | [7001]
            """);
        var replaced = await _chat.Chat.AnswerAsync(asked, "yes");

        Chat.Text(replaced).ShouldBe("alice's configuration was replaced; 2 values changed.");
        _chat.Config.Root["channels"]!["telegram"]!.ToJsonString()
            .ShouldBe($$"""{"botToken":"{{PaperConfig.Token}}","dmPolicy":"allowlist","allowFrom":[7001]}""");
        Chat.Text(await _chat.SayAsync($"/config alice upload file={Path}"))
            .ShouldBe("alice's configuration is that already; nothing was changed.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_yes_is_to_what_was_shown_and_to_nothing_else(bool theFile)
    {
        await File.WriteAllTextAsync(Path, """{"gateway":{"port":1}}""");
        var asked = await _chat.SayAsync($"/config alice upload file={Path}");
        Chat.Text(asked).ShouldContain("gateway.port: by it the parent reaches the gateway");

        if (theFile)
            await File.WriteAllTextAsync(Path, """{"gateway":{"port":2}}""");
        else
            _chat.Config.Root["new"] = 1;
        var reply = await _chat.Chat.AnswerAsync(asked, "yes");

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldStartWith("The file or the configuration is another");
        _chat.Config.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task A_no_changes_nothing()
    {
        await File.WriteAllTextAsync(Path, "{}");
        var asked = await _chat.SayAsync($"/config alice upload file={Path}");
        Chat.Text(asked).ShouldContain("channels.telegram.botToken | a secret | nothing");

        Chat.Text(await _chat.Chat.AnswerAsync(asked, "no")).ShouldBe("alice's configuration stays as it is.");
        _chat.Config.Writes.ShouldBe(0);
    }

    [Fact]
    public async Task What_OpenClaw_finds_invalid_is_not_put_in_place()
    {
        await File.WriteAllTextAsync(Path, """{"gateway":{"port":"x"}}""");
        var asked = await _chat.SayAsync($"/config alice upload file={Path}");

        Chat.Text(await _chat.Chat.AnswerAsync(asked, "yes"))
            .ShouldBe("Nothing was changed. gateway.port: expected number, received string");
        _chat.Config.Writes.ShouldBe(0);
    }

    [Theory]
    [InlineData("{\"a\": 1, \"a\": 2}", "it is no JSON: a name stands twice in one object.")]
    [InlineData("{\n\"a\": \n", "it is no JSON: look at line 3")]
    [InlineData("[]", "it is no JSON object.")]
    [InlineData("{\"note\": \"my [redacted] key\"}", "note has [redacted] in it, where a secret was not shown.")]
    [InlineData("{\"x\": [{\"apiKey\": \"a\", \"k\": \"sk-abcdefghijklmnopqrstuv\"}]}", "x would hold a secret")]
    public async Task A_file_that_is_not_fit_is_refused_before_anything_is_asked(string text, string part)
    {
        await File.WriteAllTextAsync(Path, text);

        var reply = await _chat.SayAsync($"/config alice upload file={Path}");

        reply.Status.ShouldBe(ReplyStatus.Refused);
        Chat.Text(reply).ShouldContain(part);
    }

    [Theory]
    [InlineData("/nowhere/at/all.json", "was not taken: Could not find")]
    [InlineData("/dev/zero", "was not taken: it has more than 512 KiB.")]
    public async Task A_file_that_cannot_be_read_is_named(string path, string part) =>
        Chat.Text(await _chat.SayAsync($"/config alice upload file={path}")).ShouldContain(part);

    [Fact]
    public async Task Of_many_changes_the_first_are_shown()
    {
        var many = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"k{i}\": {i}"));
        await File.WriteAllTextAsync(Path, $"{{{many}}}");

        Chat.Text(await _chat.SayAsync($"/config alice upload file={Path}")).ShouldContain("14 more are not shown.");
    }
}
