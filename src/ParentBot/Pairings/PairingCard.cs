using System.Globalization;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Pairings;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Pairings;

/// <summary>How the card of a request looks to those who live in one time zone. Pure.</summary>
internal sealed class PairingCard(TimeZoneInfo zone)
{
    // Coarse, so that a card is not edited every minute for every member.
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(5);

    /// <summary>It is asked: who waits, how long yet, what can be done.</summary>
    internal Reply Open(PairingKey key, PairingNote note, Claw? claw, DateTimeOffset now)
    {
        var reply = Reply.Ok(
        [
            Title(key, note),
            new FactsBlock(("Since", Clock(note.CreatedAt)), ("Left", Left(note, now)), ("Code", key.Code)),
            .. OfOwner(key, note, claw),
        ]);
        return reply with
        {
            Buttons =
            [
                new ReplyButton("Approve", $"/approve {key.Claw} {key.Code}"),
                new ReplyButton("Deny", $"/deny {key.Claw} {key.Code}"),
                new ReplyButton("Ask me later", $"/pairings {key.Claw} later={key.Code}"),
            ],
        };
    }

    /// <summary>It was put off.</summary>
    internal Reply Hidden(PairingKey key, PairingNote note, DateTimeOffset until) =>
        Reply.Ok(Title(key, note), new TextBlock($"Asked again at {Clock(until)}.")) with
        {
            Buttons =
            [
                new ReplyButton("Approve", $"/approve {key.Claw} {key.Code}"),
                new ReplyButton("Deny", $"/deny {key.Claw} {key.Code}"),
            ],
        };

    /// <summary>It is asked anew by another card.</summary>
    internal static Reply AskedAnew(PairingKey key, PairingNote note) =>
        Reply.Ok(Title(key, note), new TextBlock("Asked again below."));

    /// <summary>Somebody decided.</summary>
    internal Reply Decided(PairingKey key, PairingNote? note, FleetEvent decision) => Reply.Ok(
        Title(key, note),
        new TextBlock($"{Capital(decision.Text)}: {decision.By}, {Clock(decision.At)}."));

    /// <summary>Its hour is over.</summary>
    internal static Reply Expired(PairingKey key, PairingNote note) =>
        Reply.Ok(Title(key, note), new TextBlock("Its hour is over. Who still wants in writes to the bot again."));

    /// <summary>It is gone, and nobody here decided.</summary>
    internal static Reply Gone(PairingKey key, PairingNote? note) =>
        Reply.Ok(Title(key, note), new TextBlock("It waits no longer; nobody decided it here."));

    private static HeadingBlock Title(PairingKey key, PairingNote? note) => new(note is null
        ? $"A request at {key.Claw}, code {key.Code}"
        : $"{note.Who} asks to be let in by {key.Claw}");

    private static IEnumerable<ReplyBlock> OfOwner(PairingKey key, PairingNote note, Claw? claw)
    {
        if (claw is { Owner: null })
        {
            yield return new TextBlock(
                $"Beware: {key.Claw} has no owner. Whom its machine lets in first by his code becomes its owner and "
                + "may command it; the button below never makes one, and refuses where it cannot be ruled out.");
        }
        else if (claw is not null && $"{claw.Owner}" == note.Sender)
        {
            yield return new TextBlock($"He is {key.Claw}'s owner.");
        }
    }

    private static string Left(PairingNote note, DateTimeOffset now)
    {
        var left = note.Until - now;
        return left <= Grain
            ? $"less than {Ago.Span(Grain)}"
            : $"about {Ago.Span(TimeSpan.FromTicks(left.Ticks / Grain.Ticks * Grain.Ticks))}";
    }

    private string Clock(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("HH:mm", CultureInfo.InvariantCulture)
        + (zone.Id == TimeZoneInfo.Utc.Id ? " UTC" : "");

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
