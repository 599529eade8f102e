using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Remote;

namespace ParentClaw.FleetOps.Operations.Steps;

/// <summary>What <c>update-openclaw.sh</c> says became of it; its exit code says only that it says something.</summary>
/// <param name="Status"><c>ok</c>, <c>already-current</c>, <c>settled</c>, <c>skipped</c>, <c>error</c>.</param>
/// <param name="Reason">Why not, in OpenClaw's words; null where nothing is to be said.</param>
/// <param name="After">What is installed now; null where nothing is.</param>
/// <param name="Gateway"><c>live</c>, <c>awaiting-secrets</c> or <c>down</c>.</param>
internal sealed record OpenClawVerdict(string Status, string? Reason, OpenClawVersion? After, string Gateway)
{
    /// <summary>Reads it.</summary>
    /// <exception cref="FleetException"><see cref="FailureReason.CommandFailed"/>: there is none.</exception>
    internal static OpenClawVerdict Read(Claw claw, RemoteResult result)
    {
        const string script = "update-openclaw.sh";
        if (!result.IsSuccess)
            throw LifecycleCommands.Failed(claw, script, result);

        return JsonFields.TryRead(script, result.Text, Of, out var verdict, out var refusal)
            ? verdict
            : throw new FleetException(FailureReason.CommandFailed, $"{claw.Name}: {refusal}.");
    }

    private static OpenClawVerdict Of(JsonFields fields) => new(
        fields.Text("status") ?? "error",
        fields.Text("reason"),
        OpenClawVersion.TryParse(fields.Text("after"), out var after) ? after : null,
        fields.Text("gateway") ?? "down");
}
