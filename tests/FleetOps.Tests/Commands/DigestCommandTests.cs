using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class DigestCommandTests : IDisposable
{
    private static readonly Member Ford = new("telegram:2", "Ford", Role.Viewer);

    private readonly Chat _chat = new();
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        _chat.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_member_begins_with_two_and_orders_and_removes_others()
    {
        await JoinAsync();
        (await SayAsync("list")).ShouldBe(
            "No. | What | Next\n1 | daily | 20 Nov 09:00\n2 | weekly | 22 Nov 18:00");
        (await SayAsync("add", "daily 08:45")).ShouldBe("The first one comes 20 Nov 08:45.");
        (await SayAsync("add", "daily 08:45")).ShouldBe("You have this one already. /digest list shows all of yours.");
        (await SayAsync("remove", "1")).ShouldBe("It comes no more.");
        (await SayAsync("list")).ShouldBe(
            "No. | What | Next\n1 | weekly | 22 Nov 18:00\n2 | daily | 20 Nov 08:45");
        await SayAsync("remove", "1");
        await SayAsync("remove", "1");
        (await SayAsync("list")).ShouldBe("You get no digest. /digest add daily 08:30 orders one.");
    }

    [Theory]
    [InlineData("add", null, "When? ")]
    [InlineData("add", "at noon", "says no times")]
    [InlineData("add", "0 0 9 1 1 ? 2020", "names no time to come")]
    [InlineData("remove", "3", "There is no digest '3'")]
    [InlineData("remove", null, "There is no digest")]
    public async Task What_cannot_be_is_refused(string action, string? words, string why)
    {
        await JoinAsync();
        (await SayAsync(action, words)).ShouldContain(why);
    }

    [Fact]
    public async Task Who_is_no_member_may_look_but_gets_none()
    {
        (await SayAsync("now")).ShouldStartWith("# The fleet, 20 Nov 07:30 UTC\nThere is no claw yet.");
        (await SayAsync("list")).ShouldContain("/digest now shows one here");
    }

    private async Task JoinAsync()
    {
        var book = _chat.Get<MemberBook>();
        var code = await book.FindOrMakeClaimCodeAsync(CancellationToken.None);
        await book.RedeemAsync(code!, Ford.Id, Ford.Name, CancellationToken.None);
        await book.SetTimeZoneAsync(Ford.Id, "Europe/Berlin", CancellationToken.None);
    }

    private async Task<string> SayAsync(string action, string? words = null)
    {
        var digests = _chat.Get<IDigestStore>();
        var layers = new AppLayers(Directory.CreateDirectory(_folder["layers"]).FullName);
        var pictures = new FleetPictures(
            _chat.Fleet, _chat.Get<IAlertStore>(), digests, _chat.Get<RetiredDisks>(), layers, _chat.Time);
        var handler = new DigestCommandHandler(
            _chat.Fleet, digests, _chat.Get<MemberBook>(), _chat.Get<FirstDigests>(), pictures,
            _chat.Get<DigestSignal>(), _chat.Time);
        return Chat.Text(await handler.HandleAsync(new DigestCommand(action, words), Ford, CancellationToken.None));
    }
}
