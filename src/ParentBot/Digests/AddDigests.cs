using Microsoft.Extensions.DependencyInjection;

namespace ParentClaw.ParentBot.Digests;

/// <summary>Registers what brings members their digests.</summary>
internal static class DigestRegistration
{
    /// <summary>Adds schedule, job and delivery; needs an <see cref="IMemberPost"/>.</summary>
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddSingleton<DigestDelivery>()
        .AddTransient<DigestJob>()
        .AddHostedService<DigestSchedule>();
}
