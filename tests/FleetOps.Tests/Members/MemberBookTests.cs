using System.Text;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Members;

public sealed class MemberBookTests : IDisposable
{
    private const string Ann = "telegram:1";
    private const string Bob = "telegram:2";
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Member Admin = new(Ann, "Ann", Role.Admin);

    private readonly ManualTime _time = new(Some.Moment);
    private readonly TempFolder _temp = new();
    private readonly TestStore _store;

    public MemberBookTests() => _store = new TestStore(_temp.Path, _time);

    private MemberBook Book => _store.Get<MemberBook>();

    public void Dispose()
    {
        _store.Dispose();
        _temp.Dispose();
    }

    [Fact]
    public async Task Who_brings_the_claim_code_first_is_Admin_and_then_there_is_none()
    {
        var code = await ClaimCodeAsync();

        var ann = await Book.RedeemAsync($" {code}\n", Ann, "Ann", None);

        ann.ShouldBe(new Membership
        {
            Id = Ann,
            Name = "Ann",
            Role = Role.Admin,
            JoinedAt = _time.GetUtcNow(),
            InvitedBy = "Ann",
        });
        (await Book.RedeemAsync(code, Bob, "Bob", None)).ShouldBeNull();
        (await Book.FindOrMakeClaimCodeAsync(None)).ShouldBeNull();
        (await EventsAsync()).ShouldBe(["Ann: Claimed the parent as Admin (telegram:1)"]);
    }

    [Fact]
    public async Task Each_start_makes_a_new_claim_code_and_voids_the_old()
    {
        var old = await ClaimCodeAsync();
        var code = await ClaimCodeAsync();

        (await Book.RedeemAsync(old, Ann, "Ann", None)).ShouldBeNull();
        (await Book.RedeemAsync(code, Ann, "Ann", None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_code_fits_a_deep_link_and_cannot_be_guessed_nor_read_from_the_store()
    {
        await ClaimAsync();
        var code = await Book.InviteAsync(Role.Viewer, Admin, None);

        code.ShouldMatch("^[A-Za-z0-9_-]{26,64}$");
        (await Book.InviteAsync(Role.Viewer, Admin, None)).ShouldNotBe(code);
        _store.Dispose(); // folds the log into the file
        var bytes = Encoding.UTF8.GetString(await File.ReadAllBytesAsync(_store.Folder.Store));
        bytes.ShouldContain("invitations");
        bytes.ShouldNotContain(code);
    }

    [Theory]
    [InlineData(24 * 60 * 60, true)]
    [InlineData(24 * 60 * 60 + 1, false)]
    public async Task An_invitation_is_good_for_a_day(int seconds, bool isGood)
    {
        var code = await Book.InviteAsync(Role.Operator, Admin, None);
        _time.Advance(TimeSpan.FromSeconds(seconds));

        var bob = await Book.RedeemAsync(code, Bob, "Bob", None);

        (bob?.Role).ShouldBe(isGood ? Role.Operator : null);
        (bob?.InvitedBy).ShouldBe(isGood ? "Ann" : null);
    }

    [Fact]
    public async Task A_code_counts_once_but_for_who_just_used_it()
    {
        var code = await Book.InviteAsync(Role.Operator, Admin, None);
        var bob = await Book.RedeemAsync(code, Bob, "Bob", None);

        (await Book.RedeemAsync(code, "telegram:3", "Eve", None)).ShouldBeNull();
        await InvitedAsync(Role.Viewer, Ann);
        (await Book.RedeemAsync(code, Ann, "Ann", None)).ShouldBeNull();
        (await Book.RedeemAsync(code, Bob, "Bob", None)).ShouldBe(bob);
        (await EventsAsync()).Count(told => told.Contains("telegram:2", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_code_that_many_bring_at_once_makes_one_member()
    {
        var code = await Book.InviteAsync(Role.Operator, Admin, None);

        var all = await Task.WhenAll(Enumerable.Range(10, 20)
            .Select(i => Book.RedeemAsync(code, $"telegram:{i}", $"Member {i}", None)));

        all.Count(member => member is not null).ShouldBe(1);
        (await Book.ListAsync(None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_member_keeps_a_higher_role_and_gets_a_higher_one()
    {
        await ClaimAsync();
        (await InvitedAsync(Role.Viewer, Ann))!.Role.ShouldBe(Role.Admin);

        var bob = await InvitedAsync(Role.Viewer, Bob);
        await Book.SetTimeZoneAsync(Bob, "Europe/Berlin", None);
        _time.Advance(TimeSpan.FromDays(1));

        (await InvitedAsync(Role.Operator, Bob))
            .ShouldBe(bob! with { Role = Role.Operator, TimeZone = "Europe/Berlin" });
    }

    [Fact]
    public async Task Who_was_revoked_is_no_member_and_the_code_he_used_brings_him_nothing()
    {
        await ClaimAsync();
        var code = await Book.InviteAsync(Role.Admin, Admin, None);
        await Book.RedeemAsync(code, Bob, "Bob", None);
        var his = await Book.InviteAsync(Role.Admin, new Member(Bob, "Bob", Role.Admin), None);

        (await Book.RevokeAsync(Bob, Admin, None)).ShouldBe(Revocation.Revoked);

        (await Book.FindAsync(Bob, None)).ShouldBeNull();
        (await Book.RedeemAsync(code, Bob, "Bob", None)).ShouldBeNull();
        (await Book.RedeemAsync(his, "telegram:3", "Eve", None)).ShouldBeNull();
        (await Book.RevokeAsync(Bob, Admin, None)).ShouldBe(Revocation.NoMember);
        (await EventsAsync())[0].ShouldBe("Ann: 'Bob' (telegram:2) is no member any more");
    }

    [Fact]
    public async Task The_last_Admin_stays()
    {
        await ClaimAsync();
        await InvitedAsync(Role.Operator, Bob);

        (await Book.RevokeAsync(Ann, Admin, None)).ShouldBe(Revocation.LastAdmin);

        (await Book.ListAsync(None)).Select(member => member.Id).ShouldBe([Ann, Bob]);
    }

    [Fact]
    public void Whatever_is_brought_as_a_code_makes_nobody_a_member() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), code =>
            Book.RedeemAsync(code ?? "", Bob, "Bob", None).GetAwaiter().GetResult() is null)
            .Check(Config.QuickThrowOnFailure);

    private async Task<string> ClaimCodeAsync() => (await Book.FindOrMakeClaimCodeAsync(None)).ShouldNotBeNull();

    private async Task ClaimAsync() => await Book.RedeemAsync(await ClaimCodeAsync(), Ann, "Ann", None);

    private async Task<Membership?> InvitedAsync(Role role, string id) =>
        await Book.RedeemAsync(await Book.InviteAsync(role, Admin, None), id, "Somebody", None);

    private async Task<List<string>> EventsAsync() =>
        [.. (await _store.Fleet.ListEventsAsync(null, 99, None)).Select(line => $"{line.By}: {line.Text}")];
}
