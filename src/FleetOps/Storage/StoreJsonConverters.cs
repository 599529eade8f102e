using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.FleetOps.Storage;

/// <summary>A value as its text.</summary>
internal abstract class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
    where T : notnull
{
    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        parse(reader.GetString() ?? throw new JsonException($"A {typeof(T).Name} cannot be null."));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>A moment as microseconds.</summary>
internal sealed class MicrosConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Micros.FromMicros(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.ToMicros());
}

/// <inheritdoc/>
internal sealed class AddressConverter() : TextConverter<IPAddress>(IPAddress.Parse);

/// <inheritdoc/>
internal sealed class ClawNameConverter() : TextConverter<ClawName>(ClawName.Parse);

/// <inheritdoc/>
internal sealed class OperationIdConverter() : TextConverter<OperationId>(OperationId.Parse);

/// <inheritdoc/>
internal sealed class RestorePointIdConverter() : TextConverter<RestorePointId>(RestorePointId.Parse);

/// <inheritdoc/>
internal sealed class ImageVersionConverter() : TextConverter<ImageVersion>(ImageVersion.Parse);

/// <inheritdoc/>
internal sealed class AppLayerVersionConverter() : TextConverter<AppLayerVersion>(AppLayerVersion.Parse);

/// <inheritdoc/>
internal sealed class OpenClawVersionConverter() : TextConverter<OpenClawVersion>(OpenClawVersion.Parse);

/// <inheritdoc/>
internal sealed class ProposalIdConverter() : TextConverter<ProposalId>(ProposalId.Parse);
