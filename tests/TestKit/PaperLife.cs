using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.TestKit;

/// <summary>Orders given in one life of the process, as a person at the terminal gives them.</summary>
public static class PaperLife
{
    private static readonly Member Marvin = new("terminal:marvin", "Marvin", Role.Admin);

    /// <summary>Gives a line; an answer, where there is one, goes to the question that the line asks.</summary>
    public static async Task<Reply> SayAsync(this IServiceProvider life, string line, string? answer = null)
    {
        var dispatcher = life.GetRequiredService<CommandDispatcher>();
        var reply = await dispatcher.DispatchAsync(line, Marvin, CancellationToken.None);
        return answer is null || reply.Question is null
            ? reply
            : await dispatcher.AnswerAsync(reply.Question.Nonce!, answer, Marvin, CancellationToken.None);
    }

    /// <summary>Gives a line that orders an operation, and runs that to its end.</summary>
    /// <exception cref="ShouldAssertException">No operation was ordered.</exception>
    public static async Task<OperationRecord> RunAsync(this IServiceProvider life, string line, string? answer = null)
    {
        var reply = await life.SayAsync(line, answer);
        reply.Operation.ShouldNotBeNull(Chat.Text(reply));
        return await life.GoOnAsync(reply.Operation);
    }

    /// <summary>Runs an operation to its end.</summary>
    public static async Task<OperationRecord> GoOnAsync(this IServiceProvider life, OperationId operation)
    {
        await life.GetRequiredService<OperationRunner>().RunAsync(operation, CancellationToken.None);
        return (await life.GetRequiredService<IFleetStore>().FindOperationAsync(operation, CancellationToken.None))!;
    }
}
