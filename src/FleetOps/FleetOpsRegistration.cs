using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Manifests;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Operations.Rungs;
using ParentClaw.FleetOps.Operations.Steps;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps;

/// <summary>Registers the domain: every operation, step and rung stands in a list here.</summary>
public static class FleetOpsRegistration
{
    /// <summary>
    /// Adds operations, health and gateway. Needs a store, a secret store, a cloud and a remote shell besides.
    /// </summary>
    public static IServiceCollection AddFleetOps(
        this IServiceCollection services, IConfiguration configuration) => services
        .AddOperations(configuration)
        .AddSteps()
        .AddLadder()
        .AddHealth(configuration)
        .AddPairings(configuration)
        .AddProposals(configuration)
        .AddSingleton<ParentIdentity>();

    private static IServiceCollection AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<OperationsOptions>()
            .Bind(configuration.GetSection(OperationsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ProvisioningOptions>()
            .Bind(
                configuration.GetSection(ProvisioningOptions.Section),
                binder => binder.ErrorOnUnknownConfiguration = true)
            .ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ProvisioningOptions>, ProvisioningRules>();
        services
            .AddSingleton<Operation, DeployClaw>()
            .AddSingleton<Operation, UpgradeClaw>()
            .AddSingleton<Operation, UpdateClaw>()
            .AddSingleton<Operation, RollBackClaw>()
            .AddSingleton<Operation, RestartClaw>()
            .AddSingleton<Operation, RebootClaw>()
            .AddSingleton<Operation, RotateSecret>()
            .AddSingleton<Operation, ResuscitateClaw>()
            .AddSingleton<Operation, ParkClaw>()
            .AddSingleton<Operation, WakeClaw>()
            .AddSingleton<Operation, DestroyClaw>()
            .AddSingleton<Operation, PurgeClaw>()
            .AddSingleton<Operation, BakeImage>();
        services
            .AddSingleton<OperationRegistry>()
            .AddSingleton<OperationQueue>()
            .AddSingleton<OperationRunner>()
            .AddSingleton<StepRunner>()
            .AddSingleton<LettingGo>()
            .AddSingleton<OperationFeed>()
            .AddSingleton<DeploySecrets>()
            .AddSingleton<ClawDeployment>()
            .AddSingleton<ClawMoves>()
            .AddSingleton<FleetSurvey>()
            .AddSingleton<ManifestApplication>()
            .AddSingleton<ClawSettings>()
            .AddSingleton<SecretDelivery>()
            .AddSingleton<WaysIn>()
            .AddSingleton<DesktopPassword>()
            .AddSingleton<BotTokenCheck>()
            .AddSingleton<OnboardAnswers>()
            .AddSingleton<BroadcastAudience>()
            .AddSingleton<DeviceDesk>()
            .AddSingleton<CronDesk>();
        services.TryAddSingleton<IBotTokens, UnaskedBotTokens>();
        return services.AddScheduling(configuration);
    }

    private static IServiceCollection AddSteps(this IServiceCollection services) => services
        .AddSingleton<MakeKeys>()
        .AddSingleton<CheckCapacity>()
        .AddSingleton<CreateGround>()
        .AddSingleton<CreateNetwork>()
        .AddSingleton<CreateDataDisk>()
        .AddSingleton<CreateMachine>()
        .AddSingleton<StartMachine>()
        .AddSingleton<RestartMachine>()
        .AddSingleton<DeallocateMachine>()
        .AddSingleton<DeleteMachines>()
        .AddSingleton<DeleteOtherMachines>()
        .AddSingleton<DrainGateway>()
        .AddSingleton<RestartGateway>()
        .AddSingleton<RunBoot>()
        .AddSingleton<WaitForSsh>()
        .AddSingleton<WaitForBoot>()
        .AddSingleton<DeliverSecrets>()
        .AddSingleton<RestoreFormerSecret>()
        .AddSingleton<ForgetFormerSecret>()
        .AddSingleton<FlushDataDisk>()
        .AddSingleton<InstallOpenClaw>()
        .AddSingleton<SettleOpenClaw>()
        .AddSingleton<VerifyClaw>()
        .AddSingleton<SnapshotDataDisk>()
        .AddSingleton<RestoreDataDisk>()
        .AddSingleton<RememberFailedImage>()
        .AddSingleton<DeleteDisks>()
        .AddSingleton<DeleteSnapshots>()
        .AddSingleton<ForgetSecrets>()
        .AddSingleton<CreateBuildGround>()
        .AddSingleton<CreateBuildMachine>()
        .AddSingleton<CheckInstall>()
        .AddSingleton<Deprovision>()
        .AddSingleton<GeneralizeMachine>()
        .AddSingleton<PublishImage>()
        .AddSingleton<WithdrawImage>();

    // The order is that of climbing.
    private static IServiceCollection AddLadder(this IServiceCollection services) => services
        .AddSingleton<SteadyLook>()
        .AddSingleton<Diagnostician>()
        .AddSingleton<ProvePath>()
        .AddRung<RepairAccess>()
        .AddRung<RestartGatewayRung>()
        .AddRung<RerunBoot>()
        .AddRung<RestartMachineRung>()
        .AddRung<RebuildMachine>()
        .AddSingleton<ConfirmHealed>();

    private static IServiceCollection AddRung<TRung>(this IServiceCollection services)
        where TRung : class, IRung => services
        .AddSingleton<TRung>()
        .AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<RungStep>(provider, provider.GetRequiredService<TRung>()));

    private static IServiceCollection AddHealth(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WatchOptions>()
            .Bind(configuration.GetSection(WatchOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<ClawTargets>()
            .AddSingleton<IClawProbe, ClawProbe>()
            .AddSingleton<ClawVerification>()
            .AddClawGateway(configuration)
            .AddSingleton<RetiredDisks>()
            .AddSingleton<Alerts>()
            .AddSingleton<SweepSignal>()
            .AddSingleton<SilenceSignal>()
            .AddSingleton<MemberZones>()
            .AddSingleton<FirstDigests>()
            .AddSingleton<FleetPictures>()
            .AddSingleton<DigestSignal>()
            .AddSingleton<FleetSweep>()
            .AddSingleton<SweepPulse>()
            .AddTransient<SweepJob>();
    }

    private static IServiceCollection AddPairings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PairingOptions>()
            .Bind(configuration.GetSection(PairingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<PairingNews>()
            .AddSingleton<PairingNotes>()
            .AddSingleton<PairingDesk>()
            .AddSingleton<PairingWatch>();
    }
}
