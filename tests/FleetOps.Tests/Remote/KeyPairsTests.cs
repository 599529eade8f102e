using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Remote;

public sealed class KeyPairsTests
{
    private readonly ProcessRunner _runner = new(TimeProvider.System);

    [Needs("ssh-keygen")]
    public async Task A_pair_belongs_together_and_another_one_differs()
    {
        var pair = await new KeyPairs(_runner).MakeAsync(CancellationToken.None);
        var other = await new KeyPairs(_runner).MakeAsync(CancellationToken.None);

        pair.Public.ShouldStartWith("ssh-ed25519 AAAA");
        pair.Public.Split(' ').Length.ShouldBe(2, "no comment");
        (await PublicHalfAsync(pair)).ShouldBe(pair.Public);
        other.Public.ShouldNotBe(pair.Public);
        pair.ToString().ShouldNotContain("PRIVATE KEY");
    }

    private async Task<string> PublicHalfAsync(KeyPair pair)
    {
        using var folder = PrivateFolder.Create(Path.GetTempPath());
        var file = await folder.WriteAsync("key", pair.Private.Reveal(), CancellationToken.None);
        var end = await _runner.RunAsync(new ProcessOrder("ssh-keygen", "-y", "-f", file), CancellationToken.None);
        return end.ToResult(0).Text.Trim();
    }
}
