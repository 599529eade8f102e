using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class StoreStampTests : IDisposable
{
    private static readonly CloudPlace Azure = new("AzureVms", "6f0c-42", "claws");

    private readonly TestStore _store = new();

    private StoreStamp Stamp => _store.Get<StoreStamp>();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_place_of_the_first_use_is_accepted_again_however_it_is_written()
    {
        await Stamp.EnsureAsync(Azure, CancellationToken.None);

        await Stamp.EnsureAsync(new CloudPlace("azurevms", "6F0C-42", "Claws"), CancellationToken.None);
    }

    [Theory]
    [InlineData("Sandbox", "6f0c-42", "claws")]
    [InlineData("AzureVms", "other", "claws")]
    [InlineData("AzureVms", "6f0c-42", "other")]
    public async Task Another_place_is_refused_with_a_sentence_that_names_both(
        string kind, string subscription, string group)
    {
        await Stamp.EnsureAsync(Azure, CancellationToken.None);
        var other = new CloudPlace(kind, subscription, group);

        var refusal = await Should.ThrowAsync<FleetException>(() => Stamp.EnsureAsync(other, CancellationToken.None));

        refusal.Reason.ShouldBe(FailureReason.StoreFailed);
        refusal.Message.ShouldContain(Azure.ToString());
        refusal.Message.ShouldContain(other.ToString());
        await Stamp.EnsureAsync(Azure, CancellationToken.None);
    }
}
