using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

/// <summary>The commands about members and their time.</summary>
public sealed class MemberCommandsTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Member Ann = new("telegram:1", "Ann", Role.Admin);

    private readonly Chat _chat = new();

    private MemberBook Book => _chat.Get<MemberBook>();

    public void Dispose() => _chat.Dispose();

    [Fact]
    public async Task Without_a_member_the_way_in_is_told() =>
        Chat.Text(await _chat.SayAsync("/members")).ShouldStartWith("Nobody is a member yet.");

    [Fact]
    public async Task Members_are_shown_with_role_zone_and_since_when()
    {
        await JoinAsync();
        await JoinAsync("telegram:2", "Bob", Role.Viewer);
        _chat.Time.Advance(TimeSpan.FromHours(3));

        Chat.Text(await _chat.SayAsync("/members")).ShouldBe(
            """
            Member | Id | Role | Time zone | Since | Invited by
            Ann | telegram:1 | Admin | UTC | 3 h ago | Ann
            Bob | telegram:2 | Viewer | UTC | 3 h ago | Ann
            /invite makes another; /revoke <member> takes a place away.
            """);
    }

    [Fact]
    public async Task An_invitation_is_a_link_where_the_bot_is_known_and_else_a_line_to_send()
    {
        var line = Chat.Text(await _chat.SayAsync("/invite operator"));
        _chat.Get<ParentIdentity>().BotUserName = "fleet_bot";
        var link = Chat.Text(await _chat.SayAsync("/invite viewer"));

        line.ShouldMatch("^Who sends the parent's bot this becomes an Operator: /start [a-z0-9]{26}\n");
        link.ShouldMatch(@"^Who opens this link becomes a Viewer: https://t\.me/fleet_bot\?start=[a-z0-9]{26}\n"
            + "It is good once, for 24 h. Send it to that person alone.$");
        (await Book.RedeemAsync(link.Split('=', '\n')[1], "telegram:5", "Eve", None))!.Role.ShouldBe(Role.Viewer);
    }

    [Theory]
    [InlineData("bob the Builder")]
    [InlineData("@Bob the builder")]
    [InlineData("telegram:2")]
    [InlineData("2")]
    public async Task A_member_is_revoked_by_name_or_id_once_it_was_confirmed(string who)
    {
        await JoinAsync();
        await JoinAsync("telegram:2", "Bob the Builder", Role.Viewer);

        var asked = await _chat.SayAsync($"/revoke {who}");
        asked.Question!.Prompt.ShouldBe("Take the place of 'Bob the Builder' (telegram:2) away?");
        Chat.Text(await _chat.AnswerAsync(asked, "no")).ShouldBe("'Bob the Builder' (telegram:2) stays.");
        (await Book.FindAsync("telegram:2", None)).ShouldNotBeNull();

        var done = await _chat.AnswerAsync(await _chat.SayAsync($"/revoke {who}"), "yes");
        Chat.Text(done).ShouldBe("'Bob the Builder' (telegram:2) is no member any more.");
        (await Book.FindAsync("telegram:2", None)).ShouldBeNull();
    }

    [Fact]
    public async Task Where_two_have_a_name_the_id_is_asked_for()
    {
        await JoinAsync("telegram:2", "Bob", Role.Viewer);
        await JoinAsync("telegram:3", "bob", Role.Viewer);

        Chat.Text(await _chat.SayAsync("/revoke bob"))
            .ShouldBe("'bob' is the name of 2 members. Give an id: telegram:2, telegram:3.");
        Chat.Text(await _chat.SayAsync("/revoke eve")).ShouldBe("There is no member 'eve'. /members lists them.");
    }

    [Fact]
    public async Task A_revocation_that_comes_again_says_what_it_did()
    {
        await JoinAsync();
        await JoinAsync("telegram:2", "Bob", Role.Viewer);
        var asked = await AsAnnAsync("/revoke bob");
        var answer = Ann with { OrderKey = "update:1" };
        var dispatcher = _chat.Get<CommandDispatcher>();

        await dispatcher.AnswerAsync(asked.Question!.Nonce!, "yes", answer, None);
        var again = await dispatcher.AnswerAsync(asked.Question.Nonce!, "yes", answer, None);

        (again.Status, Chat.Text(again)).ShouldBe((ReplyStatus.Ok, "'Bob' (telegram:2) is no member any more."));
    }

    [Fact]
    public async Task The_last_Admin_is_not_revoked()
    {
        await JoinAsync();

        var reply = await _chat.AnswerAsync(await _chat.SayAsync("/revoke ann"), "yes");

        Chat.Text(reply).ShouldStartWith("'Ann' (telegram:1) is the last Admin;");
    }

    [Fact]
    public async Task A_time_zone_is_set_by_its_name_in_any_case()
    {
        await JoinAsync();

        Chat.Text(await AsAnnAsync("/timezone europe/berlin")).ShouldBe(
            "Your time zone is Europe/Berlin now; there it is 08:30.");
        Chat.Text(await AsAnnAsync("/timezone")).ShouldBe(
            "Your time zone is Europe/Berlin; there it is 08:30. /timezone Europe/Berlin sets another.");
        (await Book.FindAsync(Ann.Id, None))!.TimeZone.ShouldBe("Europe/Berlin");
    }

    [Theory]
    [InlineData("Berlin", "Europe/Berlin")]
    [InlineData("Europe/Berln", "Europe/Berlin")]
    [InlineData("Londn", "Europe/London")]
    public async Task An_unknown_time_zone_is_refused_with_the_one_that_was_meant(string typed, string meant)
    {
        await JoinAsync();

        var reply = await AsAnnAsync($"/timezone {typed}");

        Chat.Text(reply).ShouldBe($"'{typed}' is no time zone. Did you mean /timezone {meant}?");
        reply.Buttons.ShouldBe([new ReplyButton(meant, $"/timezone {meant}")]);
        (await Book.FindAsync(Ann.Id, None))!.TimeZone.ShouldBe("UTC");
    }

    [Fact]
    public async Task Who_is_at_the_terminal_is_told_that_he_has_none() =>
        Chat.Text(await _chat.SayAsync("/timezone Europe/Berlin")).ShouldStartWith("Here all times are UTC:");

    private async Task JoinAsync(string id = "telegram:1", string name = "Ann", Role role = Role.Admin)
    {
        var code = await Book.FindOrMakeClaimCodeAsync(None);
        if (code is null || role != Role.Admin)
            code = await Book.InviteAsync(role, Ann, None);
        await Book.RedeemAsync(code, id, name, None);
    }

    private Task<Reply> AsAnnAsync(string line) => _chat.Get<CommandDispatcher>().DispatchAsync(line, Ann, None);
}
