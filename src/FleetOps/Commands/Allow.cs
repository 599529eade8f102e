using ParentClaw.FleetOps.Cloud;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Shows and changes from which network SSH is admitted.</summary>
[FleetCommand(
    "allow", "Show or change the network from which machines may be entered by SSH.", Role.Admin,
    Effect = Effect.Changes, Example = "/allow 203.0.113.7/32", Order = 11)]
public sealed record Allow(
    [property: Argument("cidr", "The network, as 203.0.113.7/32; without it the present ones are shown.")]
    string? Network = null) : IVaries
{
    /// <inheritdoc/>
    public Effect Effect => Network is null ? Effect.Reads : Effect.Changes;
}

/// <inheritdoc cref="Allow"/>
public sealed class AllowHandler(ICloud cloud) : ICommandHandler<Allow>
{
    /// <inheritdoc/>
    public async Task<Reply> HandleAsync(Allow command, Member by, CancellationToken cancellationToken)
    {
        if (command.Network is { } network)
            await cloud.AllowSourcesAsync([network], cancellationToken);

        var sources = await cloud.ListAllowedSourcesAsync(cancellationToken);
        return Reply.Ok(sources.Count == 0
            ? "SSH is admitted from nowhere. /allow <cidr> admits a network."
            : $"SSH is admitted from {string.Join(", ", sources)}.");
    }
}
