using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class AuditTests : IDisposable
{
    private static readonly Member Me = new("terminal:me", "me", Role.Viewer);

    private readonly TestStore _store = new();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_newest_lines_come_last()
    {
        await Happened("/park alice", "alice");
        await Happened("/wake alice", "alice");
        await Happened("/park bob", "bob");

        (await Rows(new Audit(Count: 2))).ShouldBe(["/wake alice", "/park bob"]);
        (await Rows(new Audit(ClawName.Parse("alice")))).ShouldBe(["/park alice", "/wake alice"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task More_than_fits_is_refused(int count) =>
        (await new AuditHandler(_store.Fleet).HandleAsync(new Audit(Count: count), Me, CancellationToken.None))
            .Status.ShouldBe(ReplyStatus.Refused);

    private async Task Happened(string text, string claw) => await _store.Fleet.CommitAsync(
        new FleetChange { Events = [new(Some.Moment, "me", "command", ClawName.Parse(claw), text, "ok")] },
        CancellationToken.None);

    private async Task<IEnumerable<string>> Rows(Audit command)
    {
        var reply = await new AuditHandler(_store.Fleet).HandleAsync(command, Me, CancellationToken.None);
        return reply.Blocks.OfType<TableBlock>().ShouldHaveSingleItem().Rows.Select(row => row[3]);
    }
}
