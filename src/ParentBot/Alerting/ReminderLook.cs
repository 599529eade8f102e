using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Health;

namespace ParentClaw.ParentBot.Alerting;

/// <summary>The one message that brings to mind what nobody acknowledged. Pure.</summary>
internal static class ReminderLook
{
    /// <summary>The message.</summary>
    public static Reply Of(string key, ImmutableList<Incident> incidents, CardSight sight)
    {
        var open = incidents.FindAll(incident => incident.ClosedAt is null);
        var since = WhenText.Say(open.Min(incident => incident.OpenedAt), sight.Zone);
        return open is [var one]
            ? Reply.Ok($"⏰ {one.Claw} is still in trouble since {since}, and nobody has acknowledged it: {one.Last}.")
                with
            {
                Buttons =
                    [
                        new("Ack", $"/ack {one.Id}"), new("Snooze 1 h", $"/snooze {one.Id} 1h"),
                        new("Resuscitate", $"/resuscitate {one.Claw}"),
                    ],
            }
            : Reply.Ok($"⏰ {open.Count} claws are still in trouble since {since}, and not all were acknowledged.")
                with
            { Buttons = [new("Ack all", $"/ack {key}"), new("Fleet", "/fleet")] };
    }
}
