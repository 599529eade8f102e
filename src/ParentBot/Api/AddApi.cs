using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Api;

/// <summary>Registers the way in for programs.</summary>
internal static class ApiRegistration
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddApi(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddFleetOptions<ApiOptions>(configuration, ApiOptions.Section)
            .AddSingleton<TokenBook>()
            .AddSingleton<Callers>()
            .AddSingleton<PeerGuard>()
            .AddSingleton<ApiLife>()
            .AddSingleton<Answering>()
            .AddSingleton<OrderKeys>()
            .AddSingleton<CommandRoutes>()
            .AddSingleton<ChatRoutes>()
            .AddSingleton<OperationStream>()
            .AddSingleton<OperationRoutes>()
            .AddSingleton<ProposalFollower>()
            .AddSingleton<ProposalRoutes>()
            .AddSingleton<HealthRoutes>()
            .AddSingleton<AboutRoutes>()
            .AddSingleton<NewsBoard>()
            .AddSingleton<NewsRoutes>()
            .AddSingleton<ApiDescription>()
            .AddSingleton<ApiRoutes>()
            .AddSingleton<ApiEntrance>()
            .AddSingleton<ApiServer>()
            .AddHostedService<NewsWatch>()
            .AddHostedService(provider => provider.GetRequiredService<ApiServer>());
}
