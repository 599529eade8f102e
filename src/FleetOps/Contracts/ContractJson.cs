using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>How the contracts stand in JSON: camelCase, nulls left out, nothing unknown or twice taken.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    Converters = [typeof(ErrorReasonJson)])]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(CommandOrder))]
[JsonSerializable(typeof(QuestionAnswer))]
[JsonSerializable(typeof(ChatLine))]
[JsonSerializable(typeof(OperationView))]
[JsonSerializable(typeof(OperationList))]
[JsonSerializable(typeof(ProposalList))]
[JsonSerializable(typeof(FleetView))]
[JsonSerializable(typeof(StatusView))]
[JsonSerializable(typeof(ImmutableList<CommandView>))]
[JsonSerializable(typeof(AboutView))]
[JsonSerializable(typeof(NewsView))]
public sealed partial class ContractJson : JsonSerializerContext
{
    /// <summary>A result of a reply as what it is; null where it is none of the kind.</summary>
    internal static T? TryRead<T>(JsonNode? result, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return result?.Deserialize(type);
        }
        catch (JsonException)
        {
            return null; // of a parent of another version: an expected no
        }
    }
}

/// <summary><c>NoParent</c> is <c>no_parent</c>.</summary>
internal sealed class ErrorReasonJson() :
    JsonStringEnumConverter<ErrorReason>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
