using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>Ten thousand requests that nobody meant, the same ones each time.</summary>
public sealed class FuzzTests(ApiParent parent) : IClassFixture<ApiParent>
{
    private const int Seed = 20_261_120;
    private const int Requests = 9_000;
    private const int RawOnes = 1_000;
    private const int AtOnce = 8;

    [Fact]
    public async Task After_ten_thousand_of_them_the_parent_answers_and_did_nothing()
    {
        var random = new Random(Seed);
        var commands = parent.Get<CommandCatalogue>().Commands.Select(command => command.Name).ToArray();
        var plan = Enumerable.Range(0, Requests).Select(_ => FuzzedRequest.Make(random, commands)).ToList();
        var raw = Enumerable.Range(0, RawOnes).Select(_ => FuzzedRequest.MakeRaw(random)).ToList();
        var answered = 0;

        await Parallel.ForEachAsync(
            plan, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (one, _) =>
            {
                var heard = await parent.SendRawAsync(one.ToBytes());
                if (heard.Contains("HTTP/1.1 4", StringComparison.Ordinal) && one.Method != "HEAD") // that has no body
                    heard.ShouldContain("\"reason\":", Case.Sensitive, one.Path);
                heard.ShouldNotContain("HTTP/1.1 500", Case.Sensitive, $"{one.Method} {one.Path} {one.Body}");
                heard.ShouldNotContain("   at ParentClaw");
                Interlocked.Add(ref answered, heard.Length > 0 ? 1 : 0);
            });
        await Parallel.ForEachAsync(
            raw, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (bytes, _) =>
            {
                (await parent.SendRawAsync(bytes, ends: true)).ShouldNotContain("HTTP/1.1 500");
                var refused = await parent.SendRawAsync([.. bytes, .. "\r\n\r\n"u8]);
                refused.ShouldContain("\"reason\":\"usage\"");
            });

        answered.ShouldBeGreaterThan(Requests * 9 / 10);
        (await parent.GetAsync("readyz")).Envelope.Ok.ShouldBeTrue();
        var store = parent.Get<IFleetStore>();
        (await store.ListClawsAsync(CancellationToken.None)).ShouldBeEmpty();
        (await store.ListOperationsAsync(null, 10, CancellationToken.None)).ShouldBeEmpty();
        (await parent.Get<IProposalStore>().ListAsync(100_000, CancellationToken.None))
            .ShouldAllBe(proposal => proposal.Draft.Words.StartsWith('/') && proposal.Status == ProposalStatus.Waiting);
    }
}
