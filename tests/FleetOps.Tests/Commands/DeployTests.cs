using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Tests.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>Deploying where it costs money, as on Azure: nothing is made up, and nothing happens unasked.</summary>
public sealed class DeployTests : PaperTests
{
    private readonly TempFolder _folder = new();
    private readonly ServiceProvider _azure;

    public DeployTests(PaperWorld world)
        : base(world) => _azure = world.Live(services => services.AddSingleton(new DeployDefaults()));

    [Fact]
    public async Task Before_init_it_is_refused()
    {
        await SetInitAsync(done: false);

        Chat.Text(await _azure.SayAsync($"/deploy {Name}"))
            .ShouldBe("The ground is not made yet. /init checks the account and makes it; then deploy.");
    }

    [Fact]
    public async Task Each_missing_thing_is_named_with_the_way_to_give_it()
    {
        await SetInitAsync(done: true);

        Chat.Text(await _azure.SayAsync($"/deploy {Name}")).ShouldBe(
            $"{Name} cannot live without the bot's token: /secret set {Name} telegram_bot_token; "
            + "its user's numeric Telegram id: owner=…; its model: model=provider/name.");
        Chat.Text(await _azure.SayAsync($"/deploy {Name} owner=4711 model=xai/grok-4")).ShouldBe(
            $"{Name} cannot live without the bot's token: /secret set {Name} telegram_bot_token; "
            + $"the key of xai: /secret set {Name} xai_api_key.");
        (await World.Store.FindClawAsync(Name, default)).ShouldBeNull();
    }

    [Fact]
    public async Task The_price_is_said_first_and_nothing_is_kept_before_yes()
    {
        await SetInitAsync(done: true);
        var line = $"/deploy {Name} owner=4711 model=xai/grok-4 "
            + $"secrets={File($"telegram_bot_token=1:{Name}\r\n# a remark\n\nXAI_API_KEY=a=b\n")}";

        var asked = await _azure.SayAsync(line);
        asked.Question!.Prompt.ShouldBe($"Deploy {Name}?");
        Chat.Text(asked).ShouldMatch(
            @"^Size: Standard_B2s_v2\nCosts: about \$[\d.]+ a month while it runs, "
            + @"\$[\d.]+ while parked, \$[\d.]+ destroyed$");
        Chat.Text(await _azure.SayAsync(line, "no")).ShouldBe($"Nothing was made of {Name}.");
        (await World.Secrets.ListAsync(Name, default)).ShouldBeEmpty();

        var deployed = await _azure.RunAsync(line, "yes");
        deployed.Status.ShouldBe(OperationStatus.Succeeded);
        (await ClawAsync()).Owner.ShouldBe(4711);
        (await World.Secrets.ListAsync(Name, default)).Where(secret => !secret.Key.IsInternal)
            .ToDictionary(secret => secret.Key.Value, secret => secret.Value.Reveal())
            .ShouldBe(
                new Dictionary<string, string> { ["telegram_bot_token"] = $"1:{Name}", ["xai_api_key"] = "a=b" },
                ignoreOrder: true);
    }

    [Theory]
    [InlineData("telegram_bot_token=1:x\nnonsense\n", "Line 2 of {0} is no NAME=value of a secret.")]
    [InlineData("ssh_host_key=mine\n", "Line 1 of {0} is no NAME=value of a secret.")]
    [InlineData("xai_api_key=\n", "Line 1 of {0} is no NAME=value of a secret.")]
    [InlineData("=value\n", "Line 1 of {0} is no NAME=value of a secret.")]
    [InlineData("\0\u0001\u0002", "Line 1 of {0} is no NAME=value of a secret.")]
    public async Task A_file_that_is_none_is_refused_without_showing_what_is_in_it(string content, string why)
    {
        await SetInitAsync(done: true);
        var file = File(content);

        Chat.Text(await _azure.SayAsync($"/deploy {Name} secrets={file}")).ShouldBe(string.Format(why, file));
        (await World.Secrets.ListAsync(Name, default)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/dev/zero", "is no secrets file: it has more than 256 KiB.")]
    [InlineData("/no/such/file", "cannot be read")]
    [InlineData("/", "cannot be read")]
    public async Task A_file_that_cannot_be_one_is_refused(string file, string why)
    {
        await SetInitAsync(done: true);

        Chat.Text(await _azure.SayAsync($"/deploy {Name} secrets={file}")).ShouldContain(why);
    }

    [Fact]
    public async Task One_bot_token_never_serves_two_claws()
    {
        await SetInitAsync(done: true);
        var first = await DeployedAsync();
        var token = (await World.Secrets.FindAsync(first.Name, SecretName.TelegramBotToken, default))!.Reveal();

        var refused = await _azure.SayAsync($"/deploy {Some.ClawName()} secrets={File($"telegram_bot_token={token}")}");

        Chat.Text(refused).ShouldStartWith(
            $"{first.Name} already uses that bot token; one token never serves two claws.");
    }

    [Theory]
    [InlineData("keep", 1)]
    [InlineData(" NEW ", 2)]
    public async Task A_destroyed_claw_s_disk_is_offered_again(string answer, int disk)
    {
        await DeployedAsync();
        await Life.RunAsync($"/destroy {Name}", Name.Value);

        (await Life.SayAsync($"/deploy {Name}")).Question!.Prompt
            .ShouldBe($"{Name}-d1 was kept. Take it, or a new one? (keep/new)");
        (await Life.SayAsync($"/deploy {Name}", "perhaps")).Operation.ShouldBeNull();
        var deployed = await Life.RunAsync($"/deploy {Name}", answer);

        deployed.Status.ShouldBe(OperationStatus.Succeeded);
        deployed.Option(DeployClaw.Disk).ShouldBe(disk == 1 ? null : DeployClaw.NewDisk);
        (await ClawAsync()).Disk.ShouldBe(disk);
        (await World.Cloud.ListDisksAsync(Name, default)).Where(one => one.IsRetired).Select(one => one.Name.Number)
            .ShouldBe(disk == 1 ? [] : [1]);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _azure.Dispose();
        _folder.Dispose();
        base.Dispose(disposing);
    }

    private async Task SetInitAsync(bool done) => await World.Store.CommitAsync(
        new()
        {
            Settings = System.Collections.Immutable.ImmutableSortedDictionary<string, string?>.Empty
            .Add(Init.DoneSetting, done ? "yes" : null)
        },
        default);

    private string File(string content)
    {
        var file = _folder["secrets"];
        System.IO.File.WriteAllText(file, content);
        return file;
    }
}
