using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;
using Chat = ParentClaw.ParentBot.Telegram.Api.Chat;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class RepliesTests : IDisposable
{
    private static readonly Reply Confided = Reply.Ok("the password is abcde") with { IsPrivate = true };

    private readonly TestStore _store = new();
    private readonly Replies _replies;

    public RepliesTests()
    {
        var catalogue = CommandCatalogue.Of(typeof(Fleet).Assembly);
        _replies = new Replies(
            new ReplyMessages(catalogue), new ProgressCard(catalogue, label: null), _store.Fleet,
            _store.Get<IFaceStore>(), new ParentIdentity { BotUserName = "parent_bot" }, new ManualTime());
    }

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task What_is_for_one_alone_goes_out_in_his_private_chat()
    {
        var change = await AnswerAsync(new Chat(4711, "private"));

        change.Outgoing.ShouldHaveSingleItem().Body.ShouldContain("abcde");
    }

    [Fact]
    public async Task Where_others_read_along_it_does_not_and_the_way_to_the_private_chat_is_told()
    {
        var change = await AnswerAsync(new Chat(-200, "supergroup"));

        var body = change.Outgoing.ShouldHaveSingleItem().Body;
        body.ShouldNotContain("abcde");
        body.ShouldContain("I show that in our private chat only.");
        body.ShouldContain("https://t.me/parent_bot");
    }

    private Task<FaceChange> AnswerAsync(Chat chat) => _replies.AddAsync(
        new FaceChange(),
        new Turn(new ReceivedUpdate(1, Some.Moment, chat.Id, ""), chat, new Member("telegram:4711", "Mia", Role.Admin)),
        Confided,
        CancellationToken.None);
}
