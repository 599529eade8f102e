using ParentClaw.FleetOps.Cloud;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Shows and changes from which network SSH is admitted.</summary>
[FleetCommand(
    "allow", "Show or change the network from which machines may be entered by SSH.", Role.Admin,
    Effect = Effect.Changes, HasDryRun = true, Example = "/allow 203.0.113.7/32", Order = 11)]
public sealed record Allow(
    [property: Argument("cidr", "The network, as 203.0.113.7/32; without it the present ones are shown.")]
    string? Network = null) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Network is null ? Effect.Reads : Effect.Changes;
}

/// <inheritdoc cref="Allow"/>
public sealed class AllowHandler(ICloud cloud) : LookingHandler<Allow>
{
    /// <inheritdoc/>
    private protected override async Task<Intent> LookAsync(
        Allow command, Member by, CancellationToken cancellationToken)
    {
        if (command.Network is not { } network)
            return await ShowAsync(cancellationToken);

        var networks = AllowedNetwork.ParseAll([network]);
        return new Intent(
            () => ForetellAsync(networks, cancellationToken),
            async () =>
            {
                await cloud.AllowSourcesAsync(networks, cancellationToken);
                return await ShowAsync(cancellationToken);
            });
    }

    private async Task<Reply> ForetellAsync(IReadOnlyList<string> networks, CancellationToken cancellationToken)
    {
        var ended = (await cloud.ListAllowedSourcesAsync(cancellationToken)).Except(networks).ToList();
        return Reply.Ok(new FactsBlock(
            ("Admits", $"SSH from {string.Join(", ", networks)}"),
            ("Ends", ended.Count == 0 ? "nothing" : $"SSH from {string.Join(", ", ended)}"),
            ("Mind", "an address of the parent that is not in it reaches no claw any more")));
    }

    private async Task<Reply> ShowAsync(CancellationToken cancellationToken)
    {
        var sources = await cloud.ListAllowedSourcesAsync(cancellationToken);
        return Reply.Ok(sources.Count == 0
            ? "SSH is admitted from nowhere. /allow <cidr> admits a network."
            : $"SSH is admitted from {string.Join(", ", sources)}.");
    }
}
