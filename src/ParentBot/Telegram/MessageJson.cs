using System.Text.Json.Serialization;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Messages as the store keeps them. As in the fleet's records, a field that is not known is refused.
/// </summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(MessageBody))]
internal sealed partial class MessageJson : JsonSerializerContext;
