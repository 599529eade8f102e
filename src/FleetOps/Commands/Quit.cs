using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Commands;

/// <summary>Ends the chat.</summary>
[FleetCommand("quit", "End the chat; what is under way goes on at the next start.", Role.Viewer,
    Example = "/quit", Order = 990)]
public sealed record Quit : ICommand;

/// <inheritdoc cref="Quit"/>
public sealed class QuitHandler : ICommandHandler<Quit>
{
    /// <inheritdoc/>
    public Task<Reply> HandleAsync(Quit command, Member by, CancellationToken cancellationToken) =>
        Task.FromResult(Reply.Ok("Goodbye. What is under way goes on, at the latest at the parent's next start.") with
        {
            EndsChat = true,
        });
}
