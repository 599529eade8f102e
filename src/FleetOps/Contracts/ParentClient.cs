using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>
/// Speaks to the parent that runs on a data folder, over its socket. Where none answers, or not as a parent does, the
/// envelope says so (<see cref="ErrorReason.NoParent"/>); nothing is thrown but
/// <see cref="OperationCanceledException"/>.
/// </summary>
public sealed partial class ParentClient : IDisposable
{
    /// <summary>The header by which an agent says its name.</summary>
    public const string AgentHeader = "Parentclaw-Agent";

    /// <summary>The header by which a person at a terminal says that he is one; the parent makes sure.</summary>
    public const string PersonHeader = "Parentclaw-Person";

    /// <summary>The header that tells an order from every other: given twice, it acts once.</summary>
    public const string OrderHeader = "Idempotency-Key";

    private readonly HttpClient _http;
    private readonly string _socket;
    private bool _wasReached;

    /// <summary>A client; it connects with the first request.</summary>
    /// <param name="socket">The socket's path; see <see cref="ApiSocket"/>.</param>
    /// <param name="agent">The agent that calls; null where a person at a terminal does.</param>
    public ParentClient(string socket, string? agent)
    {
        _socket = socket;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectCallback = ConnectAsync })
        {
            BaseAddress = new Uri("http://parent/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.Add(agent is null ? PersonHeader : AgentHeader, agent ?? "1");
    }

    /// <summary>Gives an order.</summary>
    /// <param name="command">The command's name.</param>
    /// <param name="order">Its arguments.</param>
    /// <param name="orderKey">Tells this order from every other, so that it may be given again; null for a
    /// look.</param>
    /// <param name="cancellationToken">Stops the wait; the order may be carried out all the same.</param>
    /// <param name="isPassedOn">
    /// Whether the answer is only to be passed on: where it is good and leads to nothing further it stays
    /// <see cref="Envelope.Unread"/>.
    /// </param>
    public Task<Envelope> OrderAsync(
        string command, CommandOrder order, string? orderKey, CancellationToken cancellationToken,
        bool isPassedOn = false) => PostAsync(
        command, $"v1/commands/{Uri.EscapeDataString(command)}", order, ContractJson.Default.CommandOrder, orderKey,
        cancellationToken, isPassedOn);

    /// <summary>An operation, at its end or after <paramref name="wait"/>, whichever is first.</summary>
    public Task<Envelope> FindOperationAsync(string id, TimeSpan wait, CancellationToken cancellationToken) =>
        GetAsync("op", $"v1/operations/{Uri.EscapeDataString(id)}?wait={wait.TotalSeconds:0}", cancellationToken);

    /// <summary>A proposal, when it is decided and carried out or after <paramref name="wait"/>.</summary>
    public Task<Envelope> FindProposalAsync(string id, TimeSpan wait, CancellationToken cancellationToken) =>
        GetAsync("proposals", $"v1/proposals/{Uri.EscapeDataString(id)}?wait={wait.TotalSeconds:0}", cancellationToken);

    /// <summary>The commands of the parent that runs; null where none answers.</summary>
    public async Task<ImmutableList<CommandView>?> ListCommandsAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _http.GetAsync(Relative("v1/commands"), cancellationToken);
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(
                body, ContractJson.Default.ImmutableListCommandView, cancellationToken);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static Uri Relative(string path) => new(path, UriKind.Relative);

    private static async Task<T?> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or JsonException)
        {
            return default;
        }
    }

    private async Task<Envelope> PostAsync<T>(
        string command, string path, T body, JsonTypeInfo<T> type, string? orderKey,
        CancellationToken cancellationToken, bool isPassedOn = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Relative(path))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (orderKey is not null)
            request.Headers.Add(OrderHeader, orderKey);
        return await SendAsync(command, request, cancellationToken, isPassedOn);
    }

    private async Task<Envelope> GetAsync(string command, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Relative(path));
        return await SendAsync(command, request, cancellationToken);
    }

    private async Task<Envelope> SendAsync(
        string command, HttpRequestMessage request, CancellationToken cancellationToken, bool isPassedOn = false)
    {
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (isPassedOn && answer.IsSuccessStatusCode && EnvelopeScan.IsDone(body))
                return new Envelope(true, command) { Unread = body };

            var envelope = JsonSerializer.Deserialize(body, ContractJson.Default.Envelope)
                ?? throw new JsonException("nothing came");
            return envelope with { IsParentLost = envelope.Error?.Reason == ErrorReason.NoParent };
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return Envelope.Of(command, NoParent.Unreachable(_socket, failure)) with { IsParentLost = _wasReached };
        }
        catch (JsonException strange)
        {
            return Envelope.Of(command, NoParent.Strange(_socket, strange));
        }
    }

    private async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await connection.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellationToken);
            if (SocketPeer.OwnUserId != 0 && !SocketPeer.Of(connection).IsTrusted)
                throw new IOException("another account listens there."); // in /tmp anybody could
            _wasReached = true;
            return new NetworkStream(connection, ownsSocket: true);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
