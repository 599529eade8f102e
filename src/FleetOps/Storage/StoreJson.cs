using System.Text.Json.Serialization;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Digests;
using ParentClaw.FleetOps.Health;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// The records as JSON, in the <c>body</c> columns. Ids are their text, times microseconds, enums their names.
/// </summary>
/// <remarks>
/// A field that this program does not know is refused, never dropped: reading and writing back would lose it. So
/// whoever removes, renames or retypes a field, or adds one that has a default other than null, 0 or false, adds a
/// migration that rewrites the bodies; an older program then refuses the store by its layout number.
/// </remarks>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true,
    Converters =
    [
        typeof(MicrosConverter), typeof(AddressConverter), typeof(ClawNameConverter), typeof(OperationIdConverter),
        typeof(RestorePointIdConverter), typeof(ImageVersionConverter), typeof(AppLayerVersionConverter),
        typeof(OpenClawVersionConverter), typeof(ProposalIdConverter),
    ])]
[JsonSerializable(typeof(Claw))]
[JsonSerializable(typeof(OperationRecord))]
[JsonSerializable(typeof(RestorePoint))]
[JsonSerializable(typeof(Probe))]
[JsonSerializable(typeof(Incident))]
[JsonSerializable(typeof(RungAttempt))]
[JsonSerializable(typeof(Acknowledgement))]
[JsonSerializable(typeof(Silence))]
[JsonSerializable(typeof(AlertCard))]
[JsonSerializable(typeof(Digest))]
[JsonSerializable(typeof(PendingQuestion))]
[JsonSerializable(typeof(Proposal))]
internal sealed partial class StoreJson : JsonSerializerContext;
