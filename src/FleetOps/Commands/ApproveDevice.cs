using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary><c>/approve_device</c>: lets a device speak to a claw's gateway.</summary>
[FleetCommand(
    "approve_device", "Let a device speak to a claw's gateway.", Role.Operator,
    Effect = Effect.Changes, HasDryRun = true, Example = "/approve_device alice 4f1c", Order = 36)]
public sealed record ApproveDevice(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("request", "Which request, as /devices shows it; without it those that wait are shown.")]
    string? Request = null) : IAsks
{
    /// <inheritdoc/>
    public string? Answer { get; init; }
}

/// <summary>Carries out <see cref="ApproveDevice"/>. One that asks to do everything is an Admin's to let in.</summary>
public sealed class ApproveDeviceHandler(DeviceDesk desk, IGatewayDevices devices)
    : ICommandHandler<ApproveDevice>, ICommandPlanner<ApproveDevice>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(ApproveDevice command, Member by, CancellationToken cancellationToken) =>
        desk.DecideAsync(
            command.Claw, command.Request,
            async (claw, device) => FindObjection(claw, device, command.Answer, by)
                ?? await ApproveAsync(claw, device, by, cancellationToken),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Reply> PlanAsync(ApproveDevice command, Member by, CancellationToken cancellationToken) =>
        desk.DecideAsync(
            command.Claw, command.Request,
            (claw, device) => Task.FromResult(
                Plans.OfQuestion(FindObjection(claw, device, null, by) ?? Reply.Ok(Facts(device)))),
            cancellationToken);

    /// <summary>The refusal or question before it is let in; null where nothing stands against it.</summary>
    private static Reply? FindObjection(Claw claw, GatewayDevice device, string? answer, Member by)
    {
        if (!DeviceScopes.Rules(device))
            return null;
        if (by.Role < Role.Admin)
            return Reply.Refused(
                $"{DeviceList.Who(device)} asks to do everything; an Admin lets such a device in. Ask one, or turn it "
                + $"away: /reject_device {claw.Name} {device.Id}");
        if (answer is null)
            return Reply.Ask(
                new Question($"Let {DeviceList.Who(device)} do everything at {claw.Name}?", QuestionKind.YesNo),
                new TextBlock(DeviceList.Warning(device)), Facts(device));

        return Answers.IsYes(answer)
            ? null
            : Reply.Refused($"{DeviceList.Who(device)} was not let in; it still waits.");
    }

    private static FactsBlock Facts(GatewayDevice device) => new(
        ("Lets in", DeviceList.Who(device)),
        ("It may", DeviceScopes.Say(device)),
        ("From", device.Address ?? "not known"),
        ("Request", device.Id));

    private async Task<Reply> ApproveAsync(
        Claw claw, GatewayDevice device, Member by, CancellationToken cancellationToken)
    {
        await devices.ApproveDeviceAsync(claw, device.Id, cancellationToken);
        var (who, scopes) = (DeviceList.Who(device), DeviceScopes.Say(device));
        await desk.RememberAsync(claw, by, $"let {who} in; it may: {scopes}", cancellationToken);
        return Reply.Ok($"{who} may speak to {claw.Name} now. It may: {scopes}.");
    }
}
