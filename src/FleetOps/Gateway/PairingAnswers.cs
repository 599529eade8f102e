using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Remote;
using static ParentClaw.FleetOps.Gateway.GatewayAnswer;

namespace ParentClaw.FleetOps.Gateway;

/// <summary>
/// Reads what <c>openclaw</c> says of pairings. Pure; an entry without sender or code is passed over.
/// </summary>
internal static partial class PairingAnswers
{
    private const string DefaultAccount = "default";

    /// <summary>The requests of <c>openclaw pairing list telegram --json</c>, oldest first.</summary>
    internal static IReadOnlyList<PairingRequest> ReadList(JsonElement answer) =>
    [
        .. Items(answer, "requests")
            .Select(ReadRequest)
            .OfType<PairingRequest>()
            .OrderBy(request => request.CreatedAt),
    ];

    /// <summary>Those of <c>channels.pairing.list</c> who wait at Telegram, oldest first, their codes empty.</summary>
    internal static IReadOnlyList<PairingRequest> ReadRequests(JsonElement answer) =>
    [
        .. Items(answer, "requests")
            .Where(entry => Text(entry, "channel") == "telegram" && Text(entry, "senderId") is { Length: > 0 })
            .Select(ReadRpcRequest)
            .OrderBy(request => request.CreatedAt),
    ];

    /// <summary>
    /// The gateway's own id of a request, from <c>channels.pairing.list</c>; null where it does not wait any more. That
    /// list
    /// has no codes: sender and account identify a request, as each sender has one a bot.
    /// </summary>
    internal static string? FindRequestId(JsonElement answer, PairingRequest request) =>
        Items(answer, "requests")
            .Where(entry => Text(entry, "channel") == "telegram"
                && Text(entry, "senderId") == request.Sender
                && (Text(entry, "accountId") ?? DefaultAccount) == request.Account)
            .Select(entry => Text(entry, "requestId"))
            .FirstOrDefault(id => !string.IsNullOrEmpty(id));

    /// <summary>What <c>channels.pairing.approve</c> says it did; null where it does not name whom it let in.</summary>
    internal static PairingApproval? ReadApproval(JsonElement answer) =>
        Text(answer, "senderId") is { } sender
            ? new PairingApproval(sender, Text(answer, "notification") == "sent")
            : null;

    /// <summary>
    /// What <c>openclaw pairing approve</c> says it did; null where it let nobody in. It has no <c>--json</c> and exits
    /// with 0
    /// whether or not the requester could be told, so that its two lines of text must be read.
    /// </summary>
    internal static PairingApproval? ReadApprovalText(RemoteResult result) =>
        result.IsSuccess && Approved().Match(result.Text) is { Success: true } match
            ? new PairingApproval(match.Groups["sender"].Value, !NotNotified().IsMatch(result.Text + result.Error))
            : null;

    private static PairingRequest? ReadRequest(JsonElement entry)
    {
        if (Text(entry, "id") is not { Length: > 0 } sender || Text(entry, "code") is not { Length: > 0 } code)
            return null;

        var about = Find(entry, "meta") ?? entry;
        return new PairingRequest(
            sender, code, Text(about, "username"), Text(about, "firstName"), Moment(Text(entry, "createdAt")),
            Text(about, "accountId") ?? DefaultAccount);
    }

    private static PairingRequest ReadRpcRequest(JsonElement entry)
    {
        var about = Find(entry, "metadata") ?? default;
        return new PairingRequest(
            Text(entry, "senderId")!, Code: "", Text(about, "username"), Text(about, "firstName"),
            Moment(Text(entry, "createdAt")), Text(entry, "accountId") ?? DefaultAccount);
    }

    private static DateTimeOffset Moment(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : DateTimeOffset.UnixEpoch;

    [GeneratedRegex(
        @"^Approved telegram sender (?<sender>-?[0-9]{1,20})\.", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Approved();

    [GeneratedRegex("^Failed to notify requester", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NotNotified();
}
