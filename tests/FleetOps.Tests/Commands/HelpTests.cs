using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public async Task The_list_holds_what_the_person_may_give()
    {
        (await Names(Role.Viewer)).ShouldBe(["/lines"]);
        (await Names(Role.Admin)).ShouldBe(["/crash", "/key", "/lines", "/make", "/tell"]);
    }

    [Fact]
    public async Task One_command_is_explained_with_its_arguments()
    {
        var reply = await Give(new Help("/crash"), Role.Viewer);

        reply.Blocks.OfType<FactsBlock>().ShouldHaveSingleItem().Facts
            .ShouldContain(("Usage", "/crash <claw> gateway|disk-full"));
        reply.Blocks.OfType<TableBlock>().ShouldHaveSingleItem().Rows.Select(row => row[0])
            .ShouldBe(["<claw>", "gateway|disk-full"]);
    }

    [Fact]
    public async Task An_unknown_command_gets_the_nearest() =>
        (await Give(new Help("crahs"), Role.Viewer)).ShouldBeEquivalentTo(
            Reply.Refused("There is no command 'crahs'. Did you mean /help crash?"));

    private static Task<Reply> Give(Help command, Role role) =>
        new HelpHandler(Sample.Catalogue).HandleAsync(
            command, new Member("terminal:me", "me", role), CancellationToken.None);

    private static async Task<IEnumerable<string>> Names(Role role) =>
        (await Give(new Help(), role)).Blocks.OfType<TableBlock>().ShouldHaveSingleItem().Rows.Select(row => row[0]);
}
