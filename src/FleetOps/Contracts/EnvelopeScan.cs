using System.Text.Json;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// Looks through an envelope without making one: most of what a call of a tenth of a second computes would be that.
/// Pure.
/// </summary>
internal static class EnvelopeScan
{
    /// <summary>
    /// Whether it is ok and leads to nothing further: no operation, proposal or question. False where it is no whole
    /// JSON object, too.
    /// </summary>
    public static bool IsDone(ReadOnlySpan<byte> json)
    {
        try
        {
            var isOk = false;
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.CurrentDepth == 1 && reader.ValueTextEquals("ok"u8))
                    isOk = reader.Read() && reader.TokenType == JsonTokenType.True;
                else if (!reader.ValueTextEquals("data"u8))
                    reader.Skip();
                else if (!IsLast(ref reader))
                    return false;
            }

            return isOk && !reader.Read();
        }
        catch (JsonException)
        {
            return false; // whoever reads it says what is wrong
        }
    }

    private static bool IsLast(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("operation"u8) || reader.ValueTextEquals("operations"u8)
                || reader.ValueTextEquals("proposal"u8) || reader.ValueTextEquals("question"u8))
                return false;
            reader.Skip();
        }

        return reader.TokenType == JsonTokenType.EndObject;
    }
}
