using System.Diagnostics;
using System.Diagnostics.Metrics;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Telemetry;

/// <summary>
/// What the parent tells of its work to whoever listens in this process: traces and metrics, both of the name
/// <see cref="Name"/>. Nobody listening costs nothing. Never a line, an argument, a text or a secret; claws by name in
/// traces alone, as each more would be a series of its own in every metric.
/// </summary>
public static class FleetTelemetry
{
    /// <summary>Name of the source of traces and of the meter.</summary>
    public const string Name = "ParentClaw";

    private static readonly string? Version = typeof(FleetTelemetry).Assembly.GetName().Version?.ToString(3);

    // From a gateway's answer, a millisecond, to the longest deadline of a step, an hour.
    private static readonly InstrumentAdvice<double> Calls = new()
    {
        HistogramBucketBoundaries = [.001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60],
    };

    private static readonly InstrumentAdvice<double> Works = new()
    {
        HistogramBucketBoundaries = [.05, .25, 1, 5, 15, 30, 60, 120, 300, 600, 1200, 2400, 3600],
    };

    private static readonly Meter Meter = new(Name, Version);

    private static readonly Histogram<double> Commands = Duration("parentclaw.command.duration", Calls);
    private static readonly Histogram<double> Operations = Duration("parentclaw.operation.duration", Works);
    private static readonly Histogram<double> Steps = Duration("parentclaw.step.duration", Works);
    private static readonly Histogram<double> Sweeps = Duration("parentclaw.sweep.duration", Calls);
    private static readonly Histogram<double> Deliveries = Duration("parentclaw.outbox.delivery.duration", Calls);
    private static readonly Histogram<double> OutboxLag = Duration("parentclaw.outbox.lag", Works);
    private static readonly Histogram<double> AzureCalls = Duration("parentclaw.azure.call.duration", Calls);
    private static readonly Histogram<double> RemoteCommands = Duration("parentclaw.ssh.command.duration", Calls);
    private static readonly Histogram<double> GatewayCalls = Duration("parentclaw.gateway.call.duration", Calls);

    private static readonly Counter<long> AzureThrottles =
        Meter.CreateCounter<long>("parentclaw.azure.throttles", "{call}", "Calls that Azure put off.");

    private static readonly UpDownCounter<long> SshConnections =
        Meter.CreateUpDownCounter<long>("parentclaw.ssh.connections", "{connection}", "Connections to machines.");

    private static readonly Gauge<long> ClawsByVerdict =
        Meter.CreateGauge<long>("parentclaw.claws", "{claw}", "Claws, as the last sweep saw them.");

    private static readonly UpDownCounter<long> OutboxDepth =
        Meter.CreateUpDownCounter<long>("parentclaw.outbox.depth", "{message}", "What waits to go out to chats.");

    /// <summary>Where traces begin.</summary>
    internal static ActivitySource Source { get; } = new(Name, Version);

    /// <summary>A command that is complete; it belongs to its caller's trace where he has one.</summary>
    internal static Span? Command(CommandDescription command, Member by, ClawName? claw) => !IsHeard(Commands)
        ? null
        : Span.Begin(
            $"command {command.Name}", ActivityKind.Internal, Commands, by.Trace,
            new()
            {
                { Tags.Command, command.Name },
                { Tags.Effect, command.Effect.ToString() },
                { Tags.Role, by.Role.ToString() },
                { Tags.Face, by.Id.Split(':')[0] },
                { Tags.IsAgent, by.IsAgent },
            })?.OfClaw(claw);

    /// <summary>A run of an operation, from where it stands; its whole is counted by <see cref="Ended"/>.</summary>
    /// <param name="operation">As stored.</param>
    /// <param name="origin">The command that ordered it, where this process took it.</param>
    internal static Span? Run(OperationRecord operation, ActivityContext origin) => !IsHeard(null)
        ? null
        : Span.Begin(
            $"operation {operation.Kind}", ActivityKind.Internal, null, origin,
            new() { { Tags.Operation, operation.Kind } })
            ?.OfClaw(operation.Claw).Tell(Tags.OperationId, operation.Id.Value);

    /// <summary>An operation has ended, perhaps begun by a former process.</summary>
    internal static void Ended(OperationRecord operation) => Operations.Record(
        ((operation.EndedAt ?? operation.At) - operation.At).TotalSeconds,
        new TagList { { Tags.Operation, operation.Kind }, { Tags.Outcome, operation.Status.ToString() } });

    /// <summary>A step, all its attempts.</summary>
    internal static Span? Step(OperationRecord operation, StepRecord step) => !IsHeard(Steps)
        ? null
        : Span.Begin(
            $"step {step.Name}", ActivityKind.Internal, Steps, default,
            new() { { Tags.Operation, operation.Kind }, { Tags.Step, step.Name } })
            ?.OfClaw(operation.Claw).Tell(Tags.OperationId, operation.Id.Value);

    /// <summary>A sweep.</summary>
    internal static Span? Sweep() => Span.Begin("sweep", ActivityKind.Internal, Sweeps, default, []);

    /// <summary>What a sweep saw; a verdict that no claw has is told too, as none.</summary>
    internal static void Seen(IEnumerable<VerdictKind> verdicts)
    {
        if (!ClawsByVerdict.Enabled)
            return;

        var seen = verdicts.CountBy(verdict => verdict).ToDictionary();
        foreach (var verdict in Enum.GetValues<VerdictKind>())
            ClawsByVerdict.Record(seen.GetValueOrDefault(verdict), new TagList { { Tags.Verdict, $"{verdict}" } });
    }

    /// <summary>An attempt to send something to a chat.</summary>
    public static Span? Delivery(OutgoingItem item) => !IsHeard(Deliveries)
        ? null
        : Span.Begin(
            $"deliver {item.Kind}", ActivityKind.Producer, Deliveries, default,
            new() { { Tags.Delivery, item.Kind.ToString() } });

    /// <summary>Something arrived in its chat, so long after it was to.</summary>
    public static void Arrived(TimeSpan lag) => OutboxLag.Record(lag.TotalSeconds);

    /// <summary>So much more, or less, waits to go out to chats.</summary>
    public static void Waits(int change) => OutboxDepth.Add(change);

    /// <summary>A call of Azure: one request, so that a repeated one shows as several.</summary>
    internal static Span? AzureCall(
        string method, string server, string operation, string? provider) => !IsHeard(AzureCalls)
        ? null
        : Span.Begin(
            $"{method} {operation}", ActivityKind.Client, AzureCalls, default,
            new() { { Tags.Method, method }, { Tags.AzureOperation, operation }, { Tags.Server, server } })
            ?.Tell(Tags.AzureNamespace, provider);

    /// <summary>Azure put a call off.</summary>
    internal static void AzureThrottled(string operation) =>
        AzureThrottles.Add(1, new TagList { { Tags.AzureOperation, operation } });

    /// <summary>A command on a machine, by its short name.</summary>
    internal static Span? RemoteCommand(string command, ClawName claw) => !IsHeard(RemoteCommands)
        ? null
        : Span.Begin(
            $"ssh {command}", ActivityKind.Client, RemoteCommands, default, new() { { Tags.RemoteCommand, command } })
            ?.OfClaw(claw);

    /// <summary>A connection to a machine was opened (1) or closed (-1).</summary>
    internal static void SshConnected(int change) => SshConnections.Add(change);

    /// <summary>A question to a gateway.</summary>
    internal static Span? GatewayCall(string method, ClawName claw) => !IsHeard(GatewayCalls)
        ? null
        : Span.Begin(
            $"gateway {method}", ActivityKind.Client, GatewayCalls, default,
            new() { { Tags.RpcSystem, "openclaw" }, { Tags.RpcMethod, method } })
            ?.OfClaw(claw);

    // Asked first, so that where nobody listens not even a name is put together.
    private static bool IsHeard(Instrument? duration) => Source.HasListeners() || duration is { Enabled: true };

    private static Span OfClaw(this Span span, ClawName? claw) =>
        claw is null ? span : span.Tell(Tags.Claw, claw.Value);

    private static Histogram<double> Duration(string name, InstrumentAdvice<double> advice) =>
        Meter.CreateHistogram(name, "s", description: null, tags: null, advice);
}
