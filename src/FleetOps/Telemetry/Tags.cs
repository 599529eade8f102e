namespace ParentClaw.FleetOps.Telemetry;

/// <summary>
/// Names of what is told: those of OpenTelemetry's semantic conventions where there are any
/// (https://opentelemetry.io/docs/specs/semconv/), else our own.
/// </summary>
internal static class Tags
{
    internal const string ErrorType = "error.type";
    internal const string Method = "http.request.method";
    internal const string Status = "http.response.status_code";
    internal const string Server = "server.address";
    internal const string AzureNamespace = "azure.resource_provider.namespace";
    internal const string AzureRequest = "azure.service.request.id";
    internal const string RpcSystem = "rpc.system";
    internal const string RpcMethod = "rpc.method";
    internal const string ExitCode = "process.exit.code";

    internal const string AzureOperation = "parentclaw.azure.operation";
    internal const string Outcome = "parentclaw.outcome";
    internal const string Claw = "parentclaw.claw";
    internal const string Command = "parentclaw.command";
    internal const string Effect = "parentclaw.effect";
    internal const string Role = "parentclaw.role";
    internal const string Face = "parentclaw.face";
    internal const string IsAgent = "parentclaw.agent";
    internal const string Operation = "parentclaw.operation";
    internal const string OperationId = "parentclaw.operation.id";
    internal const string Step = "parentclaw.step";
    internal const string Attempts = "parentclaw.step.attempts";
    internal const string Verdict = "parentclaw.verdict";
    internal const string Claws = "parentclaw.sweep.claws";
    internal const string Bad = "parentclaw.sweep.bad";
    internal const string Delivery = "parentclaw.delivery";
    internal const string RemoteCommand = "parentclaw.ssh.command";

    /// <summary>The type of an error where something was left before its end.</summary>
    internal const string Left = "left";
}
