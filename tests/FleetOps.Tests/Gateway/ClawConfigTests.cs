using System.Text.Json;
using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Tests.Gateway.Rpc;
using static ParentClaw.TestKit.ScriptedShell;

namespace ParentClaw.FleetOps.Tests.Gateway;

public sealed class ClawConfigTests : IAsyncLifetime
{
    private const string Present =
        """
        {"hash":"h1","parsed":{"gateway":{"auth":{"token":"${T}"}},
        "channels":{"telegram":{"botToken":"__OPENCLAW_REDACTED__","allowFrom":[1,2]}}}}
        """;

    private GatewayGround _ground = null!;
    private ClawConfig _config = null!;

    private static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync()
    {
        _ground = await GatewayGround.MakeAsync();
        _config = new ClawConfig(_ground.Calls);
        _ground.Gateway.Says("config.get", Present);
    }

    public async Task DisposeAsync() => await _ground.DisposeAsync();

    [Fact]
    public async Task The_whole_has_a_hash_and_a_part_has_none()
    {
        var whole = await _config.ReadConfigAsync(_ground.Claw, path: null, Never);
        whole.Hash.ShouldBe("h1");
        JsonNode.Parse(whole.Text)!["gateway"]!["auth"]!["token"]!.ToString().ShouldBe("${T}");
        (await _config.ReadConfigAsync(_ground.Claw, "channels.telegram.allowFrom.1", Never))
            .ShouldBe(new GatewayConfig("2", Hash: null));
        foreach (var nowhere in new[] { "channels.signal", "channels.telegram.allowFrom.2", "gateway.auth.token.x", "" })
        {
            (await Should.ThrowAsync<FleetException>(() => _config.ReadConfigAsync(_ground.Claw, nowhere, Never)))
                .Reason.ShouldBe(FailureReason.NotFound);
        }
    }

    [Theory]
    [InlineData("channels.telegram.dmPolicy", "\"open\"", "\"dmPolicy\":\"open\"")]
    [InlineData("channels.telegram.allowFrom", "[3]", "\"allowFrom\":[3]")]
    [InlineData("channels.telegram.allowFrom.0", "7", "\"allowFrom\":[7,2]")]
    [InlineData("tools.exec.ask", "true", "\"tools\":{\"exec\":{\"ask\":true}}")]
    public async Task Setting_a_value_changes_that_alone_and_names_the_state_it_was_made_from(
        string path, string value, string stands)
    {
        _ground.Gateway.Says("config.apply", """{"ok":true}""");
        await _config.SetConfigAsync(_ground.Claw, path, JsonDocument.Parse(value).RootElement, Never);
        var applied = Applied();
        applied.GetProperty("baseHash").GetString().ShouldBe("h1");
        applied.GetProperty("raw").GetString()!.ShouldContain(stands);
        applied.GetProperty("raw").GetString()!.ShouldContain("__OPENCLAW_REDACTED__");
    }

    [Fact]
    public async Task Null_takes_a_value_away_and_a_path_through_a_value_leads_nowhere()
    {
        _ground.Gateway.Says("config.apply", """{"ok":true}""");
        await _config.SetConfigAsync(_ground.Claw, "channels.telegram.allowFrom", Json("null"), Never);
        Applied().GetProperty("raw").GetString()!.ShouldNotContain("allowFrom");
        (await Should.ThrowAsync<FleetException>(
            () => _config.SetConfigAsync(_ground.Claw, "gateway.auth.token.x", Json("1"), Never)))
            .Reason.ShouldBe(FailureReason.GatewayRefused);
    }

    [Fact]
    public async Task Without_RPC_a_value_travels_through_stdin_and_a_whole_is_refused()
    {
        _ground.Gateway.Status = 404;
        _ground.Shell.On("config patch --stdin --replace-path channels.telegram.botToken", Says("Updated"));
        await _config.SetConfigAsync(_ground.Claw, "channels.telegram.botToken", Json("\"123:secret\""), Never);
        var (_, command) = _ground.Shell.Ran.ShouldHaveSingleItem();
        string.Join(' ', command.Words).ShouldNotContain("secret");
        System.Text.Encoding.UTF8.GetString(command.Input.Span)
            .ShouldBe("""{"channels":{"telegram":{"botToken":"123:secret"}}}""");

        (await Should.ThrowAsync<FleetException>(() => _config.ReplaceConfigAsync(_ground.Claw, "{}", "h1", Never)))
            .Reason.ShouldBe(FailureReason.Unavailable);
    }

    [Theory]
    [InlineData("""{"valid":true,"path":"x","warnings":[]}""", 0, "")]
    [InlineData(
        """{"ok":false,"error":{"message":"m"},"valid":false,"issues":[{"path":"gateway.port","message":"a number"}]}""",
        1, "gateway.port: a number")]
    [InlineData("""{"ok":false,"error":{"message":"file not found"},"valid":false}""", 1, "file not found")]
    public async Task Faults_are_read_from_what_is_printed(string printed, int exitCode, string faults)
    {
        _ground.Shell.On("config validate --json", Says(printed, exitCode));
        string.Join('|', await _config.CheckConfigAsync(_ground.Claw, Never)).ShouldBe(faults);
    }

    [Fact]
    public async Task A_check_that_says_nothing_is_no_clean_bill()
    {
        _ground.Shell.On("config validate --json", Says("", 127, "openclaw: command not found"));
        (await Should.ThrowAsync<FleetException>(() => _config.CheckConfigAsync(_ground.Claw, Never)))
            .Reason.ShouldBe(FailureReason.CommandFailed);
    }

    private JsonElement Applied() => Json(
        _ground.Gateway.Calls.Single(call => call.StartsWith("config.apply", StringComparison.Ordinal))["config.apply ".Length..]);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
