using System.Text.Json;
using ModelContextProtocol.Protocol;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Mcp;

/// <summary>An envelope as a tool's result. Pure.</summary>
internal static class ToolResult
{
    /// <summary>
    /// The envelope as structured content, its words as text. What waits for a person is no error: it says so.
    /// </summary>
    public static CallToolResult Of(Envelope envelope) => new()
    {
        Content = [new TextContentBlock { Text = TextOf(envelope) }],
        StructuredContent = JsonSerializer.SerializeToElement(envelope, ContractJson.Default.Envelope),
        IsError = envelope is { Ok: false, Error.Reason: not ErrorReason.Waiting },
    };

    private static string TextOf(Envelope envelope)
    {
        var text = envelope.Data?.Text?.TrimEnd();
        return envelope switch
        {
            { Error: null } => string.IsNullOrEmpty(text) ? Began(envelope) : text,
            { Error.Reason: ErrorReason.Waiting, Data.Proposal: { } proposal } => Lines(
                text ?? envelope.Error.Message,
                $"An Admin decides on {proposal.Id}: nothing is done yet. Do not give this order again; "
                    + "the tool proposals shows what was decided."),
            { Error.Reason: ErrorReason.Waiting } => Lines(
                text ?? envelope.Error.Message,
                "A person has to answer this; an agent cannot. Ask one to give the command."),
            { Error: var error } when IsIn(error.Message, text) => Lines(text, error.Hint),
            { Error: var error } => Lines(IsIn(text, error.Message) ? null : text, error.Message, error.Hint),
        };
    }

    private static string Began(Envelope envelope) => envelope.Data?.Operation is { } operation
        ? $"{operation.Order} {operation.Claw}: {operation.Id} is {operation.Status}."
        : "Done.";

    private static bool IsIn(string? part, string? whole) =>
        part is not null && whole?.Contains(part, StringComparison.Ordinal) is true;

    private static string Lines(params IEnumerable<string?> lines) =>
        string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));
}
