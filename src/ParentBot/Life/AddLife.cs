using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Operations;

namespace ParentClaw.ParentBot.Life;

/// <summary>Registers what ends the process in good order, and what tells systemd how it is.</summary>
internal static class LifeRegistration
{
    /// <summary>Further parts that must show life add an <see cref="ILifeSign"/> each.</summary>
    public static IServiceCollection AddLife(this IServiceCollection services, Ways ways)
    {
        services
            .AddSingleton(ways)
            .AddSingleton<SignalLifetime>()
            .AddSingleton<IHostLifetime>(provider => provider.GetRequiredService<SignalLifetime>())
            .AddSingleton<ILifeSign, SweepLifeSign>();
        services.AddOptions<HostOptions>().Configure<IOptions<OperationsOptions>>(
            (host, operations) => host.ShutdownTimeout += operations.Value.StopPatience);
        if (SystemdNotifier.Take() is { } systemd)
            services.AddSingleton(_ => systemd).AddHostedService<SystemdReport>();
        return services;
    }
}
