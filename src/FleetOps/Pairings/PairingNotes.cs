using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.FleetOps.Pairings;

/// <summary>The notes of requests that are shown, in the store's settings.</summary>
/// <remarks>Throws as <see cref="IFleetStore"/> does.</remarks>
public sealed partial class PairingNotes(IFleetStore store)
{
    /// <summary>The note of a request, or null.</summary>
    public async Task<PairingNote?> FindAsync(PairingKey key, CancellationToken cancellationToken) =>
        await store.FindSettingAsync(key.ToString(), cancellationToken) is { } text
            ? JsonSerializer.Deserialize(text, NoteJson.Default.PairingNote)
            : null;

    /// <summary>Keeps a note over the one before.</summary>
    public Task KeepAsync(PairingKey key, PairingNote note, CancellationToken cancellationToken) =>
        WriteAsync(key, JsonSerializer.Serialize(note, NoteJson.Default.PairingNote), cancellationToken);

    /// <summary>Forgets a note; none is success.</summary>
    public Task ForgetAsync(PairingKey key, CancellationToken cancellationToken) =>
        WriteAsync(key, null, cancellationToken);

    private Task WriteAsync(PairingKey key, string? text, CancellationToken cancellationToken) => store.CommitAsync(
        new FleetChange
        {
            Settings = ImmutableSortedDictionary<string, string?>.Empty.Add(key.ToString(), text),
        },
        cancellationToken);

    [JsonSourceGenerationOptions(IgnoreReadOnlyProperties = true)]
    [JsonSerializable(typeof(PairingNote))]
    private sealed partial class NoteJson : JsonSerializerContext;
}
