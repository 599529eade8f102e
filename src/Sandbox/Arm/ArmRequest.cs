using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>A request that has found its operation.</summary>
/// <param name="Operation">What it asks for.</param>
/// <param name="Path">As sent.</param>
/// <param name="Id">The resource it is about; for a list, what the list belongs to.</param>
/// <param name="Values">Path parameters by the template's names.</param>
/// <param name="Query">Query parameters, names as sent.</param>
/// <param name="Body">Parsed content, null where there is none.</param>
/// <param name="IfMatch">ETag that the caller expects, or null.</param>
/// <param name="ForcedFailure">Code with which a fault on demand makes the long operation fail, or null.</param>
internal sealed record ArmRequest(
    SpecOperation Operation,
    string Path,
    ArmId Id,
    IReadOnlyDictionary<string, string> Values,
    IReadOnlyDictionary<string, string> Query,
    JsonNode? Body,
    string? IfMatch,
    string? ForcedFailure)
{
    /// <summary>Content of an operation whose description requires one.</summary>
    public JsonObject Content => Body as JsonObject
        ?? throw ArmException.BadRequest("InvalidRequestContent", "The request content is no object.");
}
