using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/doctor</c>: what OpenClaw's own doctor finds at a claw; it mends nothing.</summary>
[FleetCommand(
    "doctor", "Have OpenClaw's doctor look at a claw; nothing is changed, and its gateway may be down.", Role.Operator,
    Example = "/doctor alice", Order = 25)]
public sealed record Doctor([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <summary>Carries out <see cref="Doctor"/>.</summary>
public sealed class DoctorHandler(IFleetStore store, IGatewayCare care, IGatewayConfig config, ISecretStore secrets)
    : ICommandHandler<Doctor>
{
    private const string ConfigCheck = "openclaw.json";

    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Doctor command, Member by, CancellationToken cancellationToken) =>
        store.WithServingAsync(
            command.Claw, claw => ExamineAsync(claw, cancellationToken), cancellationToken);

    private async Task<Reply> ExamineAsync(Claw claw, CancellationToken cancellationToken)
    {
        // With a configuration that it refuses OpenClaw examines little else.
        var faults = await config.CheckConfigAsync(claw, cancellationToken);
        var found = await care.ExamineAsync(claw, cancellationToken);
        var findings = new List<GatewayFinding>();
        foreach (var finding in faults.Select(Fault).Concat(found))
        {
            var title = await secrets.RedactAsync(claw.Name, finding.Title, cancellationToken);
            findings.Add(finding with { Title = title });
        }

        if (findings.Count == 0)
            return Reply.Ok($"OpenClaw's doctor finds nothing wrong with {claw.Name}.");

        return Reply.Ok(
            new TextBlock($"OpenClaw's doctor on {claw.Name}: {FindingList.Count(findings)}. Nothing was changed."),
            FindingList.Table(findings)) with
        {
            Buttons =
            [
                new("Check the whole machine", $"/verify {claw.Name}"), new("Logs", $"/logs {claw.Name} errors"),
            ],
        };
    }

    private static GatewayFinding Fault(string line) => new(
        "error", ConfigCheck, line, "/config set mends a value; /resuscitate brings back the last good configuration.");
}
