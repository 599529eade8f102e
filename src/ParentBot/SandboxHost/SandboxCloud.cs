using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>
/// Leads the real Azure adapter into the sandbox, and a local shell onto its machines; those that boot are entered by
/// SSH, as Azure's are.
/// </summary>
internal static class SandboxCloud
{
    private const string Token = "sandbox";
    private const long MadeUpOwner = 1_000_001;
    private const string MadeUpModel = "local/echo";

    // Boots here take a second or two; Azure's patience would only make a broken image slow to give up on.
    private static readonly TimeSpan BootPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ReadyPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Adds cloud, shell and what the sandbox makes up.</summary>
    internal static IServiceCollection AddSandboxCloud(
        this IServiceCollection services, IConfiguration configuration, SandboxServer server, string fleet,
        MachineKind machines)
    {
        services.AddSingleton(server).AddSingleton(server.Machines).AddHostedService<SandboxLife>();
        services.AddSingleton(MadeUp());
        services.AddAzureVms(configuration, _ => AzureConnection.ToSandbox(server.Endpoint, Token, fleet));
        return machines switch
        {
            // The OpenSSH client, which is there for Azure; and Azure's patience, as here too a first boot installs.
            MachineKind.Nspawn => services,
            MachineKind.None => services.AddShell(_ => new PaperShell(server.Machines)),
            _ => services.AddShell(provider => new LocalShell(
                Find(server.Machines, provider.GetRequiredService<IOptions<RemoteOptions>>().Value.AdminUser),
                provider.GetRequiredService<TimeProvider>())),
        };
    }

    private static IServiceCollection AddShell(
        this IServiceCollection services, Func<IServiceProvider, IRemoteShell> shell) =>
        services.AddSingleton<IRemoteShell>(provider => new MeasuredShell(shell(provider)))
            .PostConfigure<OperationsOptions>(Hasten);

    // What a person has set stands; the patience of Azure does not.
    private static void Hasten(OperationsOptions options)
    {
        var azure = new OperationsOptions();
        if (options.BootPatience == azure.BootPatience)
            options.BootPatience = BootPatience;
        if (options.ReadyPatience == azure.ReadyPatience)
            options.ReadyPatience = ReadyPatience;
        if (options.LookPause == azure.LookPause)
            options.LookPause = LookPause;
        if (options.RetryPause == azure.RetryPause)
            options.RetryPause = RetryPause;
    }

    /// <summary>What a deploy finds made up here, so that a newcomer needs nothing.</summary>
    internal static DeployDefaults MadeUp() => new()
    {
        Owner = MadeUpOwner,
        Model = MadeUpModel,
        Secrets = new Dictionary<SecretName, Func<ClawName, Secret>>
        {
            [SecretName.TelegramBotToken] = claw => new Secret($"{MadeUpOwner}:sandbox-{claw}"),
        },
        CostsMoney = false,
    };

    private static Func<RemoteTarget, CancellationToken, Task<LocalMachine>> Find(
        SandboxMachines machines, string user) =>
        async (target, cancellationToken) =>
        {
            if (machines.FindByAddress(target.Address.ToString())
                is not { SshReachable: true, Root.Length: > 0 } machine)
                throw new FleetException(
                    FailureReason.Unreachable, $"{target.Claw} at {target.Address} does not answer.");

            var hostKey = File.Exists(machine.HostKeyFile)
                ? await File.ReadAllTextAsync(machine.HostKeyFile, cancellationToken)
                : null;
            return new LocalMachine(machine.Root, OfUser(machine, user), hostKey?.Trim());
        };

    // A login is the account's, as SSH's would be; the sandbox gives what the machine's own processes have.
    private static Dictionary<string, string> OfUser(SandboxMachine machine, string user) =>
        new(machine.Environment) { ["USER"] = user, ["LOGNAME"] = user, ["HOME"] = $"{machine.Root}/home/{user}" };
}
