using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.EndToEnd.Faces;

/// <summary>A face for programs: all of them give back the same envelope.</summary>
internal abstract class EnvelopeWay : IWayIn
{
    private static readonly TextRenderer Text = new(columns: null, label: null);

    /// <inheritdoc/>
    public async Task<Outcome> GiveAsync(CommandDescription command, string words) => OutcomeOf(await AskAsync(command, words));

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Gives a command and waits for the operation it starts.</summary>
    protected abstract Task<Envelope> AskAsync(CommandDescription command, string words);

    private static Outcome OutcomeOf(Envelope envelope)
    {
        var kind = envelope switch
        {
            { Ok: true } => "done",
            { Data.Question: not null } => "asks",
            { Error.Reason: ErrorReason.Failed } => "failed",
            _ => "refused",
        };
        var text = envelope.Data?.Operation is { Conclusion: { } conclusion }
            ? conclusion
            : Text.Render(Replies.Of(envelope));
        return Outcome.Of(kind, text, envelope.Data?.Question?.Prompt);
    }
}
