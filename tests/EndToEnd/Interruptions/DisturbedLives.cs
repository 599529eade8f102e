using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Interruptions;

/// <summary>Lives of the process whose external calls pass through an <see cref="Interruption"/>.</summary>
internal static class DisturbedLives
{
    /// <summary>A new life of the process, each of its calls to the outside through the interruption.</summary>
    internal static ServiceProvider Live(this PaperWorld world, Interruption interruption, IRemoteShell shell) =>
        world.Live(services => services
            .AddSingleton(Disturbed<ICloud>.Around(world.Cloud, interruption))
            .AddSingleton(Disturbed<IRemoteShell>.Around(shell, interruption))
            .AddSingleton(Disturbed<IFleetStore>.Around(world.Store, interruption))
            .AddSingleton(Disturbed<ISecretStore>.Around(world.Secrets, interruption))
            // A machine on paper is well at once or never: patience would only make a thousand lives longer.
            .PostConfigure<OperationsOptions>(options => options.ReadyPatience = TimeSpan.Zero));
}
