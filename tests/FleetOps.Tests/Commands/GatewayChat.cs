using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>A chat about one claw that runs, alice, whose gateway is on paper.</summary>
internal sealed class GatewayChat : IDisposable
{
    public static readonly Member Ann = new("telegram:1", "Ann", Role.Operator);

    public static readonly Claw Alice = Some.RunningClaw() with { Name = ClawName.Parse("alice") };

    private GatewayChat(Chat chat, PaperGateway gateway, PaperConfig config, PaperCron cron) =>
        (Chat, Gateway, Config, Cron) = (chat, gateway, config, cron);

    public Chat Chat { get; }

    public PaperGateway Gateway { get; }

    public PaperConfig Config { get; }

    public PaperCron Cron { get; }

    public static async Task<GatewayChat> OpenAsync(Action<IServiceCollection>? change = null)
    {
        var (gateway, config, cron) = (new PaperGateway(), new PaperConfig(), new PaperCron());
        var chat = new Chat(change: services =>
        {
            services
                .AddSingleton<IGatewayDevices>(gateway)
                .AddSingleton<IGatewayCare>(gateway)
                .AddSingleton<IGatewayConfig>(config)
                .AddSingleton<IGatewayCron>(cron);
            change?.Invoke(services);
        });
        await chat.KeepAsync(new() { Claw = Alice });
        return new GatewayChat(chat, gateway, config, cron);
    }

    /// <summary>Gives a line as an Admin.</summary>
    public Task<Reply> SayAsync(string line) => Chat.SayAsync(line);

    /// <summary>Gives a line as an Operator.</summary>
    public Task<Reply> SayAsAnnAsync(string line) =>
        Chat.Get<CommandDispatcher>().DispatchAsync(line, Ann, CancellationToken.None);

    /// <summary>What the audit trail says, newest first.</summary>
    public async Task<IReadOnlyList<string>> TrailAsync() =>
        [.. (await Chat.Fleet.ListEventsAsync(Alice.Name, 20, CancellationToken.None)).Select(line => line.Text)];

    public void Dispose() => Chat.Dispose();
}
