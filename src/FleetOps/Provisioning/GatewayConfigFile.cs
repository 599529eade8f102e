using System.Text.Json;
using System.Text.Json.Nodes;

namespace ParentClaw.FleetOps.Provisioning;

/// <summary>The file of <see cref="ProvisioningOptions.GatewayConfig"/>.</summary>
internal static class GatewayConfigFile
{
    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>Its JSON as a machine takes it, on one line; null where none is set.</summary>
    /// <exception cref="FleetException">
    /// <see cref="FailureReason.InvalidRequest"/>: it cannot be read any more.
    /// </exception>
    internal static async Task<string?> FindAsync(ProvisioningOptions options, CancellationToken cancellationToken)
    {
        if (options.GatewayConfig is not { } path)
            return null;
        try
        {
            return Compact(await File.ReadAllTextAsync(path, cancellationToken));
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            throw new FleetException(FailureReason.InvalidRequest, Complaint(path, failure), failure);
        }
    }

    /// <summary>What is wrong with the file; null where it will do.</summary>
    internal static string? Complaint(string path)
    {
        try
        {
            Compact(File.ReadAllText(path));
            return null;
        }
        catch (Exception failure) when (IsOfTheFile(failure))
        {
            return Complaint(path, failure);
        }
    }

    private static string Compact(string text) => JsonNode.Parse(text, documentOptions: Lenient) is JsonObject config
        ? config.ToJsonString() + "\n"
        : throw new JsonException("it holds no JSON object");

    private static bool IsOfTheFile(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or JsonException;

    private static string Complaint(string path, Exception failure) =>
        $"{ProvisioningOptions.Section}:{nameof(ProvisioningOptions.GatewayConfig)}: {path}: {failure.Message}";
}
