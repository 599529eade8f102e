using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ParentClaw.FleetOps.Storage;

/// <summary>
/// Records to and from the text of their <c>body</c> column: <c>StoreJson.Default.Claw.ToBody(claw)</c>.
/// </summary>
internal static class StoreBodies
{
    /// <summary>The record as text.</summary>
    public static string ToBody<T>(this JsonTypeInfo<T> type, T record) => JsonSerializer.Serialize(record, type);

    /// <summary>The record of a text that <see cref="ToBody{T}"/> made.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.StoreFailed"/>: this program did not write the text.
    /// </exception>
    public static T FromBody<T>(this JsonTypeInfo<T> type, string body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type)!;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            throw new FleetException(
                FailureReason.StoreFailed,
                $"The store holds a {typeof(T).Name} that this version cannot read. If a newer ParentClaw ran "
                + $"before, start that one; else stop the parent and restore "
                + $"the last good copy with: {StoreCopies.RestoreCommand}",
                error);
        }
    }
}
