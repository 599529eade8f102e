using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Api;

/// <summary>Registers the way in for programs.</summary>
internal static class ApiRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration) => services
        .AddFleetOptions<ApiOptions>(configuration, ApiOptions.Section)
        .AddSingleton<Callers>()
        .AddSingleton<Answering>()
        .AddSingleton<CommandRoutes>()
        .AddSingleton<NewsBoard>()
        .AddSingleton<AboutRoutes>()
        .AddSingleton<NewsRoutes>()
        .AddSingleton<ApiRoutes>()
        .AddHostedService<NewsWatch>()
        .AddHostedService<ApiServer>();
}
