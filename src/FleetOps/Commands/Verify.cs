using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/verify</c>: every check of a claw's machine, now.</summary>
[FleetCommand("verify", "Check a claw thoroughly, now.", Role.Viewer, Example = "/verify alice", Order = 22)]
public sealed record Verify([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand;

/// <summary>Carries out <see cref="Verify"/>.</summary>
public sealed class VerifyHandler(IFleetStore store, ClawVerification verification) : ICommandHandler<Verify>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Verify command, Member by, CancellationToken cancellationToken)
    {
        if (await store.FindClawAsync(command.Claw, cancellationToken) is not { } claw)
            return Refusals.NoSuchClaw(command.Claw);

        if (Refusals.NotServing(claw) is { } refusal)
            return Reply.Refused(refusal);

        var report = await verification.RunAsync(claw, cancellationToken);
        return Reply.Ok([new TextBlock(Conclude(claw, report)), .. Red(report), Groups(report)]) with
        {
            Status = report.IsGood ? ReplyStatus.Ok : ReplyStatus.Failed,
            Buttons = report.IsGood ? [] : [new ReplyButton("Resuscitate", $"/resuscitate {claw.Name}")],
        };
    }

    private static string Conclude(Claw claw, VerifyReport report) => report.IsGood
        ? $"{claw.Name} is well: {report.Checks.Count} checks, all good."
        : $"{claw.Name} is not well: {report.Red.Count} of {report.Checks.Count} checks are red. "
            + $"/resuscitate {claw.Name} heals.";

    private static IEnumerable<ReplyBlock> Red(VerifyReport report) => report.Red.IsEmpty
        ? []
        :
        [
            new TableBlock(
                ["Red", "Group", "What it saw"],
                [.. report.Red.Select(check => ImmutableList.Create(Say(check), check.Group, check.Detail ?? ""))]),
        ];

    private static TableBlock Groups(VerifyReport report) => new(
        ["Group", "Good", "Checks"],
        [
            .. report.Checks.GroupBy(check => check.Group).Select(group => ImmutableList.Create(
                group.Key,
                $"{group.Count(check => check.IsOk)} of {group.Count()}",
                string.Join(", ", group.Select(Say)))),
        ]);

    private static string Say(VerifyCheck check) => check.Name.Replace('_', ' ');
}
