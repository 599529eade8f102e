using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Tells the steps of operations as they end, a line each; of several with the claw's name.</summary>
/// <param name="output">Where; null for nowhere.</param>
/// <param name="hasColour">Whether the terminal shows colours.</param>
internal sealed class Progress(TextWriter? output, bool hasColour) : IOnlooker
{
    private readonly HashSet<(string Operation, int Step)> _told = [];
    private readonly HashSet<string> _begun = [];

    /// <inheritdoc/>
    public Task SeeAsync(ProposalView proposal, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task SeeAsync(OperationView operation, bool isOneOfSeveral, CancellationToken cancellationToken)
    {
        if (output is null)
            return;

        if (_begun.Add(operation.Id))
            await output.WriteLineAsync(OperationText.Title(operation));
        var claw = isOneOfSeveral ? operation.Claw : null;
        foreach (var (i, step) in operation.Steps.Index())
        {
            if (OperationText.IsOver(step) && _told.Add((operation.Id, i)))
                await output.WriteLineAsync(OperationText.Line(step, hasColour, claw));
        }
    }
}
