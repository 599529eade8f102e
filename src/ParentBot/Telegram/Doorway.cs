using Microsoft.Extensions.Logging;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// How one becomes a member: by the code of the first start, or an invitation. All others hear nothing.
/// </summary>
internal sealed class Doorway(
    MemberBook members, Strangers strangers, CommandMenu menu, Replies replies, FleetOptions fleet)
{
    /// <summary>Lets in who brings a code that counts; silence, and the day's line, for anybody else.</summary>
    public async Task<FaceChange> AdmitAsync(Update update, User person, CancellationToken cancellationToken)
    {
        if (update.Message is not { Chat.IsPrivate: true, Text: { } text } message
            || Gate.CodeIn(text) is not { } code)
            return new FaceChange();

        var joined = await members.RedeemAsync(code, Gate.IdOf(person), NameOf(person), cancellationToken);
        if (joined is not null)
            return Welcome(message.Chat, joined, person.Id);

        return strangers.Note(person) is { } line ? new FaceChange { Events = [line] } : new FaceChange();
    }

    /// <summary>What a member's <c>/start</c> or <c>/claim</c> is answered with; null for any other line.</summary>
    public async Task<FaceChange?> GreetAsync(Turn turn, string text, CancellationToken cancellationToken)
    {
        var word = text.Split([' ', '\n', '@'], 2)[0];
        if (word is not ("/start" or "/claim"))
            return null;

        if (turn.IsPrivate && Gate.CodeIn(text) is { } code
            && await members.RedeemAsync(code, turn.By.Id, turn.By.Name, cancellationToken) is { } joined)
            return Welcome(turn.Chat, joined, turn.Chat.Id);

        return await replies.AddAsync(new FaceChange(), turn, Greeting(turn.By.Role), cancellationToken);
    }

    private FaceChange Welcome(Chat chat, Membership joined, long person)
    {
        menu.Notice(chat, person);
        return replies.AddTo(new FaceChange(), chat, Greeting(joined.Role));
    }

    private Reply Greeting(Role role) => Reply.Ok(
        new HeadingBlock($"ParentClaw · {fleet.Name}"),
        new TextBlock(
            $"You are {(role == Role.Viewer ? "a" : "an")} {role} of this fleet. /help lists what you can ask for."))
        with
    {
        Buttons = [new ReplyButton("The fleet", "/fleet"), new ReplyButton("Help", "/help")],
    };

    private static string NameOf(User person) =>
        Quoted.Line(string.Join(' ', new[] { person.FirstName, person.LastName }.OfType<string>()), 60);
}
