using Microsoft.Data.Sqlite;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// Turns looks of cards into what must go out, and what became of that into where each card is shown. Runs inside the
/// transaction of a change.
/// </summary>
/// <param name="connection">The transaction's.</param>
/// <param name="bodies">Seals and opens.</param>
/// <param name="now">The moment of the change.</param>
/// <param name="changed">Is told each item that is new or became different, sealed.</param>
internal sealed class FaceCards(
    SqliteConnection connection, Sealing bodies, DateTimeOffset now, Action<OutgoingItem> changed)
{
    /// <summary>Makes a card look so.</summary>
    public void Show(CardLook look)
    {
        var card = CardRows.Find(connection, look.Chat, look.Key);
        if (card is not null && look.IsOnce)
            return;

        var isNews = card is null || !bodies.TryOpen(card.Body, out var shown) || shown != look.Body;
        if (!isNews && card!.IsLast == look.IsLast)
            return;

        var ciphertext = isNews ? bodies.Seal(look.Body) : card!.Body;
        CardRows.Save(connection, new(look.Chat, look.Key, card?.Message, ciphertext, look.IsLast), now);
        if (isNews)
            Send(look, card?.Message, ciphertext);
    }

    /// <summary>Settles what became of an item.</summary>
    public void Settle(Delivery delivery)
    {
        if (OutboxRows.Find(connection, delivery.Number) is not { } item)
            return;

        if (delivery.Message is { } message && item.Card is { } key
            && CardRows.Find(connection, item.Chat, key) is { } card)
            CardRows.Save(connection, card with { Message = message }, now);
        if (item.Revision == delivery.Revision)
            OutboxRows.Drop(connection, item.Number);
        else
            Save(item with
            {
                Kind = delivery.Message is null ? item.Kind : OutgoingKind.Edit,
                Message = delivery.Message ?? item.Message,
                NotBefore = null,
                Attempts = 0,
            });
    }

    /// <summary>Moves what must go out to a chat, and what is shown there, to the chat's new id.</summary>
    public void Move(ChatMove move)
    {
        CardRows.Move(connection, move);
        foreach (var item in OutboxRows.ListOf(connection, move.From))
        {
            if (item.Card is { } key && OutboxRows.FindOfCard(connection, move.To, key) is { } other)
                OutboxRows.Drop(connection, other.Number);
            Save(item with { Chat = move.To, NotBefore = null });
        }
    }

    // One waiting item a card: it takes the newest body. Without one, and without a message, what was sent never
    // arrived and was given up: the new look tries again.
    private void Send(CardLook look, long? message, string ciphertext)
    {
        if (OutboxRows.FindOfCard(connection, look.Chat, look.Key) is { } waiting)
        {
            Save(waiting with { Body = ciphertext, Revision = waiting.Revision + 1 });
            return;
        }

        var kind = message is null ? OutgoingKind.Message : OutgoingKind.Edit;
        var item = new OutgoingItem(look.Chat, kind, ciphertext) { Card = look.Key, Message = message, At = now };
        changed(OutboxRows.Add(connection, item));
    }

    private void Save(OutgoingItem item)
    {
        OutboxRows.Save(connection, item);
        changed(item);
    }
}
