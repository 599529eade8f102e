using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>The devices of a gateway as a reply, and one of those that wait by what a person calls it. Pure.</summary>
internal static class DeviceList
{
    // Anybody who reaches the gateway can ask; a list of a hundred is read by nobody.
    private const int MostShown = 10;
    private const int LongestName = 40;

    /// <summary>Who waits, with buttons, and who is let in.</summary>
    internal static Reply Show(Claw claw, GatewayDevices devices, DateTimeOffset now)
    {
        if (devices is { Pending.Count: 0, Paired.Count: 0 })
            return Reply.Ok($"No device waits at {claw.Name}, and none is let in.");

        var waiting = devices.Pending.Take(MostShown).ToList();
        return Reply.Ok(
        [
            .. devices.Pending.Count == 0
                ? [new TextBlock($"No device waits at {claw.Name}.")]
                : Waiting(waiting, devices.Pending.Count, now),
            .. devices.Paired.Count == 0 ? ImmutableList<ReplyBlock>.Empty : [Paired(devices.Paired, now)],
        ]) with
        {
            Buttons = [.. waiting.SelectMany(device => Buttons(claw, device))],
        };
    }

    /// <summary>
    /// The device that waits under an id or the beginning of one; null where there is none, or more than one.
    /// </summary>
    internal static GatewayDevice? Find(GatewayDevices devices, string request) =>
        devices.Pending.FirstOrDefault(device => device.Id == request)
        ?? (devices.Pending.Where(device => device.Id.StartsWith(request, StringComparison.Ordinal)).ToList()
            is [var only] ? only : null);

    /// <summary><c>Bob's phone (ios)</c>: what it calls itself, which anybody can.</summary>
    internal static string Who(GatewayDevice device)
    {
        var name = Quoted.Line(device.Name is { Length: > 0 } said ? said : device.Id, LongestName);
        return device.Platform is { Length: > 0 } platform ? $"{name} ({Quoted.Line(platform, LongestName)})" : name;
    }

    /// <summary>What a device that asks to do everything is, before somebody lets it in.</summary>
    internal static string Warning(GatewayDevice device) =>
        $"{Who(device)} asks to do everything: change the configuration, allow what the agent may run, let others in. "
        + "Let it in only if you know whose it is and asked for it just now.";

    private static IEnumerable<ReplyBlock> Waiting(
        IReadOnlyList<GatewayDevice> waiting, int count, DateTimeOffset now)
    {
        yield return new TableBlock(
            ["Waits", "Asks to", "From", "Since", "Request"],
            [
                .. waiting.Select(device => ImmutableList.Create(
                    Who(device), DeviceScopes.Say(device), device.Address ?? "", Since(device, now), device.Id)),
            ]);
        foreach (var device in waiting.Where(DeviceScopes.Rules))
            yield return new TextBlock(Warning(device));
        if (count > waiting.Count)
            yield return new TextBlock($"{count - waiting.Count} more wait; they are shown once these are decided.");
    }

    private static TableBlock Paired(IReadOnlyList<GatewayDevice> paired, DateTimeOffset now) => new(
        ["Let in", "May", "Since", "Device"],
        [
            .. paired.Select(device => ImmutableList.Create(
                Who(device), DeviceScopes.Say(device), Since(device, now), device.Id)),
        ]);

    private static string Since(GatewayDevice device, DateTimeOffset now) =>
        device.At is { } at ? Ago.Say(at, now) : "";

    private static IEnumerable<ReplyButton> Buttons(Claw claw, GatewayDevice device)
    {
        yield return new ReplyButton($"Let {Who(device)} in", $"/approve_device {claw.Name} {device.Id}");
        yield return new ReplyButton($"Turn {Who(device)} away", $"/reject_device {claw.Name} {device.Id}");
    }
}
