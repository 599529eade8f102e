using System.Net;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class ProposalRoutesTests(ApiParent parent) : IClassFixture<ApiParent>
{
    [Fact]
    public async Task One_that_nobody_decides_waits_still_after_the_time()
    {
        var proposal = await ProposedAsync("still-open");

        (await parent.GetAsync($"v1/proposals/{proposal.Id}?wait=0.05"))
            .ShouldRefuse(HttpStatusCode.Accepted, ErrorReason.Waiting, "waits for an Admin");
        (await parent.GetAsync($"v1/proposals/{proposal.Id}")).Envelope.Data!.Proposal!.Status.ShouldBe("waiting");
        (await parent.GetAsync("v1/proposals")).Text.ShouldContain(proposal.Id);
    }

    [Fact]
    public async Task One_that_is_waited_for_comes_once_it_is_decided()
    {
        var proposal = await ProposedAsync("not-wanted");
        var store = parent.Get<IProposalStore>();
        var waiting = parent.GetAsync($"v1/proposals/{proposal.Id}?wait=60");
        var kept = (await store.FindAsync(ProposalId.Parse(proposal.Id), CancellationToken.None))!;

        parent.Get<ProposalFeed>().Publish(await store.UpdateAsync(
            kept with { Status = ProposalStatus.Refused, DecidedBy = "Marvin", DecidedById = "telegram:7" },
            CancellationToken.None));

        var answer = await waiting;
        answer.ShouldRefuse(HttpStatusCode.Conflict, ErrorReason.Refused, "'Marvin' (telegram:7) refused /deploy");
        answer.Envelope.Data!.Proposal!.DecidedById.ShouldBe("telegram:7");
    }

    [Fact]
    public async Task One_who_names_himself_is_known_by_his_account_too()
    {
        var proposal = await ProposedAsync("whose");

        (await parent.Get<IProposalStore>().FindAsync(ProposalId.Parse(proposal.Id), CancellationToken.None))!
            .Account.ShouldBe($"account:{Environment.UserName}");
    }

    [Theory]
    [InlineData("pr-00000000")]
    [InlineData("op-k3f9x2ma")]
    public async Task One_that_is_not_there_is_not_found(string id) =>
        (await parent.GetAsync($"v1/proposals/{id}"))
            .ShouldRefuse(HttpStatusCode.NotFound, ErrorReason.NotFound, "There is no proposal");

    private async Task<ProposalView> ProposedAsync(string claw)
    {
        var answer = await parent.PostAsync("v1/commands/deploy", "{\"arguments\": {\"claw\": \"" + claw + "\"}}");
        return answer.Envelope.Data!.Proposal.ShouldNotBeNull(answer.Text);
    }
}
