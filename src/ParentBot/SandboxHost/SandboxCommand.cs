using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Storage;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>Breaks things and plays the claw's users; only where the cloud is the sandbox.</summary>
[FleetCommand(
    "sandbox", "Break a claw, write to it as a user, cut the network: only in the sandbox.", Role.Admin,
    Effect = Effect.Changes, Example = "/sandbox break alice gateway", Order = 700)]
internal sealed record SandboxCommand(
    [property: Argument("what", "What to do.", Choices = "break|dm|network")] string What,
    [property: Argument(
        "words", "break <claw> gateway|config|machine|ssh|disk-full|os; dm <claw> <user> <text>; network cut|whole.",
        TakesRest = true)] string Words) : ICommand;

/// <inheritdoc cref="SandboxCommand"/>
internal sealed class SandboxHandler(
    IFleetStore store, SandboxMachines machines, IRemoteShell shell, ClawTargets targets)
    : ICommandHandler<SandboxCommand>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(SandboxCommand command, Member by, CancellationToken cancellationToken) =>
        (command.What, command.Words.Split(' ', 3)) switch
        {
            ("network", ["cut" or "whole"]) => Cut(command.Words == "cut"),
            ("break", [var name, var what]) when await FindAsync(name, cancellationToken) is { } claw =>
                await BreakAsync(claw, what, cancellationToken),
            ("dm", [var name, var user, var text]) when await FindAsync(name, cancellationToken) is { } claw =>
                await RunAsync(
                    claw, $"{user} wrote to {claw.Name}.", ["openclaw-sandbox", "dm", user, text], cancellationToken),
            _ => Reply.Refused(
                "That is /sandbox break <claw> gateway|config|machine|ssh|disk-full|os, "
                + "/sandbox dm <claw> <user> <text>, or "
                + "/sandbox network cut|whole; the claw must have a machine."),
        };

    private async Task<Claw?> FindAsync(string name, CancellationToken cancellationToken) =>
        ClawName.TryParse(name, out var parsed)
        && await store.FindClawAsync(parsed, cancellationToken) is { Spec: not null } claw ? claw : null;

    private Reply Cut(bool cut)
    {
        machines.CutParentNetwork(cut);
        return Reply.Ok(cut
            ? "The parent's own network is cut: neither Azure nor a machine answers. "
                + "/sandbox network whole joins it again."
            : "The parent's own network is whole again.");
    }

    private async Task<Reply> BreakAsync(Claw claw, string what, CancellationToken cancellationToken)
    {
        MachineBreak? outside = what switch
        {
            "machine" => MachineBreak.Hung,
            "ssh" => MachineBreak.SshDead,
            "os" => MachineBreak.RuinedDisk,
            _ => null,
        };
        if (outside is { } machineBreak)
        {
            await machines.BreakAsync(claw.Machine.ToString(), machineBreak, cancellationToken);
            return Broken(claw, what);
        }

        return what is "gateway" or "config" or "disk-full"
            ? await RunAsync(claw, Broken(claw, what), ["openclaw-sandbox", "break", what], cancellationToken)
            : Reply.Refused("What can be broken: gateway, config, machine, ssh, disk-full, os.");
    }

    private Task<Reply> RunAsync(
        Claw claw, string said, IReadOnlyList<string> words, CancellationToken cancellationToken) =>
        RunAsync(claw, Reply.Ok(said), words, cancellationToken);

    private async Task<Reply> RunAsync(
        Claw claw, Reply done, IReadOnlyList<string> words, CancellationToken cancellationToken)
    {
        if (targets.Find(claw) is not { } target)
            return Reply.Refused($"{claw.Name} has no machine that answers. /wake or /deploy it first.");

        var result = await shell.RunAsync(target, new RemoteCommand(words), cancellationToken);
        return result.IsSuccess ? done : Reply.Failed($"{claw.Name}: {result.Error.Trim()}");
    }

    private static Reply Broken(Claw claw, string what) =>
        Reply.Ok(
            $"{claw.Name}: {what} is broken now. /fleet shows it at the next sweep; "
            + $"/resuscitate {claw.Name} heals it.");
}
