using System.Collections.Frozen;
using System.Globalization;
using Azure;
using Azure.Identity;

namespace ParentClaw.FleetOps.AzureVms;

/// <summary>
/// The one table from what Azure answers to <see cref="FailureReason"/>: by error code, else by status.
/// </summary>
internal static class AzureErrors
{
    /// <summary>
    /// Code of Azure both for a busy resource and for a used-up quota; see <see cref="AzureMachines"/>.
    /// </summary>
    internal const string OperationNotAllowed = "OperationNotAllowed";

    // https://learn.microsoft.com/azure/virtual-machines/error-codes-troubleshoot and
    // https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/common-deployment-errors
    private static readonly FrozenDictionary<string, FailureReason> ByCode = new Dictionary<string, FailureReason>
    {
        ["QuotaExceeded"] = FailureReason.QuotaExceeded,
        ["ResourceQuotaExceeded"] = FailureReason.QuotaExceeded,
        ["PublicIPCountLimitReached"] = FailureReason.QuotaExceeded,
        ["MaxResourceCountForSubscriptionExceeded"] = FailureReason.QuotaExceeded,

        ["SkuNotAvailable"] = FailureReason.CapacityUnavailable,
        ["AllocationFailed"] = FailureReason.CapacityUnavailable,
        ["ZonalAllocationFailed"] = FailureReason.CapacityUnavailable,
        ["OverconstrainedAllocationRequest"] = FailureReason.CapacityUnavailable,
        ["OverconstrainedZonalAllocationRequest"] = FailureReason.CapacityUnavailable,
        ["CapacityNotAvailableInRequestedLocation"] = FailureReason.CapacityUnavailable,

        [OperationNotAllowed] = FailureReason.Conflict,
        ["AttachDiskWhileBeingDetached"] = FailureReason.Conflict,
        ["ConflictingUserInput"] = FailureReason.Conflict,
        ["AnotherOperationInProgress"] = FailureReason.Conflict,
        ["ReferencedResourceNotProvisioned"] = FailureReason.Conflict,
        ["RetryableError"] = FailureReason.Conflict,
        ["OperationPreempted"] = FailureReason.Conflict,
        ["Canceled"] = FailureReason.Conflict,
        ["NicInUse"] = FailureReason.Conflict,
        ["NicReservedForAnotherVm"] = FailureReason.Conflict,
        ["PublicIPAddressInUse"] = FailureReason.Conflict,
        ["PublicIPAddressCannotBeDeleted"] = FailureReason.Conflict,
        ["ResourceGroupBeingDeleted"] = FailureReason.Conflict,

        ["TooManyRequests"] = FailureReason.Throttled,
        ["SubscriptionRequestsThrottled"] = FailureReason.Throttled,
        ["ResourceRequestsThrottled"] = FailureReason.Throttled,

        ["PlatformImageNotFound"] = FailureReason.NotFound,
        ["GalleryImageNotFound"] = FailureReason.NotFound,
        ["ImageNotFound"] = FailureReason.NotFound,
        ["ResourceNotFound"] = FailureReason.NotFound,

        ["MissingSubscriptionRegistration"] = FailureReason.PermissionDenied,
        ["RequestDisallowedByPolicy"] = FailureReason.PermissionDenied,
        ["ScopeLocked"] = FailureReason.PermissionDenied,
        ["LinkedAuthorizationFailed"] = FailureReason.PermissionDenied,
        ["MarketplacePurchaseEligibilityFailed"] = FailureReason.PermissionDenied,

        ["PropertyChangeNotAllowed"] = FailureReason.InvalidRequest,

        ["OSProvisioningTimedOut"] = FailureReason.ProvisioningFailed,
        ["OSProvisioningClientError"] = FailureReason.ProvisioningFailed,
        ["OSProvisioningInternalError"] = FailureReason.ProvisioningFailed,
        ["VMStartTimedOut"] = FailureReason.ProvisioningFailed,

        ["VMAgentStatusCommunicationError"] = FailureReason.Unreachable,
        ["InternalExecutionError"] = FailureReason.Unavailable,
        ["InternalOperationError"] = FailureReason.Unavailable,
        ["NetworkingInternalOperationError"] = FailureReason.Unavailable,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The reason behind an error code and a status; status 0 is no answer at all, 2xx a failed long operation.
    /// </summary>
    internal static FailureReason ReasonOf(string? code, int status) =>
        code is not null && ByCode.TryGetValue(code, out var reason)
            ? reason
            : status switch
            {
                0 => FailureReason.Unreachable,
                >= 200 and < 300 => FailureReason.ProvisioningFailed,
                401 or 403 => FailureReason.PermissionDenied,
                404 => FailureReason.NotFound,
                408 => FailureReason.Timeout,
                409 or 412 => FailureReason.Conflict,
                429 => FailureReason.Throttled,
                >= 500 => FailureReason.Unavailable,
                >= 400 => FailureReason.InvalidRequest,
                _ => FailureReason.Unexpected,
            };

    /// <summary>Whether the outside world failed; anything else is a bug of ours and stays what it is.</summary>
    internal static bool Knows(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Knows(last), // the SDK's "retry failed after …"
        _ => exception is RequestFailedException or AuthenticationFailedException or OperationCanceledException
            or HttpRequestException or IOException,
    };

    /// <summary>What the caller gets instead of an exception that <see cref="Knows"/> knows.</summary>
    /// <param name="what">What we were doing, as in <c>making alice-g1</c>.</param>
    /// <param name="exception">What the SDK threw.</param>
    internal static FleetException Translate(string what, Exception exception) => exception switch
    {
        AggregateException { InnerExceptions: [.., var last] } => Translate(what, last),
        RequestFailedException { Status: 0 } failed => new(
            FailureReason.Unreachable, $"Azure did not answer while {what}.", failed),
        RequestFailedException failed => new(
            ReasonOf(failed.ErrorCode, failed.Status),
            $"Azure failed {what}: {failed.ErrorCode ?? $"HTTP {failed.Status}"}. {FirstLine(failed.Message)}",
            failed)
        {
            RetryAfter = RetryAfter(failed.GetRawResponse()),
        },
        AuthenticationFailedException => new(
            FailureReason.PermissionDenied, $"Azure does not know us while {what}. Sign in with: az login", exception),
        OperationCanceledException => new(
            FailureReason.Timeout, $"Azure did not answer in time while {what}.", exception),
        _ => new(FailureReason.Unreachable, $"The connection to Azure broke while {what}.", exception),
    };

    /// <summary>
    /// The pause Azure asks for, in whole seconds (<c>Retry-After</c>) or milliseconds; null where it asks for none.
    /// </summary>
    internal static TimeSpan? RetryAfter(Response? response)
    {
        if (response is null)
            return null;

        foreach (var name in (string[])["retry-after-ms", "x-ms-retry-after-ms"])
        {
            if (response.Headers.TryGetValue(name, out var text)
                && double.TryParse(text, CultureInfo.InvariantCulture, out var ms))
                return TimeSpan.FromMilliseconds(ms);
        }

        return response.Headers.TryGetValue("Retry-After", out var after)
            && double.TryParse(after, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(seconds)
                : null;
    }

    private static string FirstLine(string message) => message.Split('\n', 2)[0].Trim();
}
