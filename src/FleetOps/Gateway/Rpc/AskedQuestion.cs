using System.Text.Json;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>A question that was put to a gateway and has no answer yet.</summary>
/// <param name="awaitsEnd">Whether its first answer only says that it was accepted.</param>
internal sealed class AskedQuestion(bool awaitsEnd)
{
    /// <summary>Its answer, once it is there.</summary>
    public TaskCompletionSource<JsonElement> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether this answer is not the last.</summary>
    public bool IsOnlyAccepted(GatewayFrame.Answer answer) =>
        awaitsEnd && GatewayAnswer.Text(answer.Payload, "status") == "accepted";
}
