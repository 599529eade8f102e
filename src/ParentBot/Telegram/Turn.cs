using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>One thing that a member did in a chat, ready to be carried out.</summary>
/// <param name="Update">Which update it is.</param>
/// <param name="Chat">Where.</param>
/// <param name="By">Who; his order key is the update's, so that it acts once.</param>
internal sealed record Turn(ReceivedUpdate Update, Chat Chat, Member By)
{
    /// <summary>Whether nobody else reads along: only then secrets are taken.</summary>
    public bool IsPrivate => Chat.IsPrivate;

    /// <summary>The message that an answer in a group points at; null in private, where it is plain.</summary>
    public long? RepliesTo { get; init; }

    /// <summary>The chat in which an update happened; null for one that happened in none.</summary>
    public static Chat? ChatOf(Update update) =>
        update.Message?.Chat ?? update.CallbackQuery?.Message?.Chat ?? update.MyChatMember?.Chat;
}
