using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using Message = ParentClaw.ParentBot.Telegram.Api.Message;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class GateTests
{
    private const string Code = "abcdefghjkmnpqrstuvwxyz234";
    private static readonly User Ann = new(4711, IsBot: false, "Ann");
    private static readonly User Mallory = new(666, IsBot: false, "Mallory");

    private static readonly Dictionary<string, Membership> Members = new()
    {
        ["telegram:4711"] = new() { Id = "telegram:4711", Name = "Ann", Role = Role.Viewer, InvitedBy = "Ann" },
    };

    [Fact]
    public void A_member_is_one_in_private_in_groups_and_on_buttons()
    {
        Gate.Judge(Says(Ann, "/fleet"), Members).ShouldBe(GateVerdict.Member);
        Gate.Judge(Says(Ann, "hello", "group"), Members).ShouldBe(GateVerdict.Member);
        Gate.Judge(new Update(1) { CallbackQuery = new CallbackQuery("1", Ann) }, Members).ShouldBe(GateVerdict.Member);
    }

    [Theory]
    [InlineData($"/claim {Code}", "private", GateVerdict.BringsCode)]
    [InlineData($"/start {Code}", "private", GateVerdict.BringsCode)]
    [InlineData($"/start@parent_bot {Code}", "private", GateVerdict.BringsCode)]
    [InlineData($"/start {Code}", "group", GateVerdict.Stranger)]
    [InlineData("/start", "private", GateVerdict.Stranger)]
    [InlineData($"/fleet {Code}", "private", GateVerdict.Stranger)]
    [InlineData($"/claim {Code} and more", "private", GateVerdict.Stranger)]
    [InlineData("/fleet", "private", GateVerdict.Stranger)]
    public void Anybody_else_is_a_stranger_or_brings_a_code(string text, string chat, object verdict) =>
        Gate.Judge(Says(Mallory, text, chat), Members).ShouldBe((GateVerdict)verdict);

    [Fact]
    public void Who_speaks_in_a_chats_name_or_is_a_bot_is_a_stranger_whatever_his_number()
    {
        var anonymous = Says(Ann, "/fleet", "supergroup");
        anonymous = anonymous with
        {
            Message = anonymous.Message! with { SenderChat = new Chat(-100, "supergroup") },
        };

        Gate.Judge(anonymous, Members).ShouldBe(GateVerdict.Stranger);
        Gate.Judge(Says(Ann with { IsBot = true }, "/fleet"), Members).ShouldBe(GateVerdict.Stranger);
        Gate.Judge(new Update(1), Members).ShouldBe(GateVerdict.Stranger);
    }

    private static Update Says(User who, string text, string chat = "private") => new(1)
    {
        Message = new Message(1, DateTimeOffset.UnixEpoch, new Chat(who.Id, chat)) { From = who, Text = text },
    };
}
