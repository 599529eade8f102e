using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

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
[JsonSerializable(typeof(ImmutableList<ProposalView>))]
public sealed partial class ContractJson : JsonSerializerContext;

/// <summary><c>NoParent</c> is <c>no_parent</c>.</summary>
internal sealed class ErrorReasonJson() :
    JsonStringEnumConverter<ErrorReason>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
