using System.Text.Json.Nodes;

namespace ParentClaw.Sandbox.Arm;

/// <summary>A refusal in Azure's words; it becomes the error envelope of an answer or of a failed operation.</summary>
internal sealed class ArmException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary><c>{"error":{"code","message"}}</c></summary>
    public JsonObject Envelope => ToEnvelope(Code, Message);

    public static JsonObject ToEnvelope(string code, string message) =>
        new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    public static ArmException BadRequest(string code, string message) => new(400, code, message);

    public static ArmException NotFound(string code, string message) => new(404, code, message);

    public static ArmException Conflict(string code, string message) => new(409, code, message);

    public static ArmException ResourceNotFound(ArmId id) => id.Group is null
        ? NotFound("ResourceNotFound", $"The resource '{id}' was not found.")
        : NotFound(
            "ResourceNotFound",
            $"The Resource '{id.Type}/{id.Name}' under resource group '{id.Group}' was not found.");
}
