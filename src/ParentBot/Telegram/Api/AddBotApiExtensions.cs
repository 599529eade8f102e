using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>Registers the Bot API.</summary>
internal static class AddBotApiExtensions
{
    /// <summary>
    /// The way to the Bot API and what can be asked about tokens, always; <see cref="IBotApi"/> as the parent's own bot
    /// where it has a token.
    /// </summary>
    /// <exception cref="StartRefusedException">The token cannot be read.</exception>
    public static IServiceCollection AddBotApi(this IServiceCollection services, IConfiguration configuration)
    {
        var options = configuration.GetSection(TelegramOptions.Section).Get<TelegramOptions>() ?? new();
        var own = OwnToken.Read(options);
        services
            .AddFleetOptions<TelegramOptions>(configuration, TelegramOptions.Section)
            .AddSingleton(own)
            .AddSingleton<BotConnection>()
            .AddSingleton<IBotTokens, BotTokens>();
        if (own.Value is { } token)
        {
            services.AddSingleton<IBotApi>(
                provider => new BotClient(provider.GetRequiredService<BotConnection>(), token));
        }

        return services;
    }
}
