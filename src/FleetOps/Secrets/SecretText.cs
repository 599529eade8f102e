namespace ParentClaw.FleetOps.Secrets;

/// <summary>What a text must be to be kept as a secret: on the machine it is a line of a file. Pure.</summary>
internal static class SecretText
{
    private const int Longest = 8 * 1024;

    /// <summary>Why a text cannot be a secret, as a sentence; null where it can.</summary>
    internal static string? FindFault(string value) => value switch
    {
        "" => "An empty value is no secret; nothing was changed.",
        { Length: > Longest } => $"A secret has at most {Longest} characters; nothing was changed.",
        _ when value.Any(char.IsControl) => "A secret is one line without control characters; nothing was changed.",
        _ when value != value.Trim() => "A secret neither begins nor ends with a blank; nothing was changed.",
        _ => null,
    };
}
