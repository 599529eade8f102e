using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.FleetOps.Gateway.Rpc;

/// <summary>
/// An open WebSocket to one gateway: questions in any number at once, each with its answer. Once it broke it stays
/// broken. Throws <see cref="RpcException"/> only, besides <see cref="OperationCanceledException"/>.
/// </summary>
internal sealed class GatewayConnection : IAsyncDisposable
{
    private readonly RemoteForward _forward;
    private readonly GatewaySocket _socket;
    private readonly GatewayOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, AskedQuestion> _asked = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _challenged = NewSignal();
    private RpcException? _broken;
    private int _lastId;
    private int _isDisposed;
    private Task _reading = Task.CompletedTask;

    private GatewayConnection(RemoteForward forward, GatewaySocket socket, GatewayOptions options, TimeProvider time) =>
        (_forward, _socket, _options, _time, UsedAt) = (forward, socket, options, time, time.GetTimestamp());

    /// <summary>What the gateway said of itself.</summary>
    public GatewayHello Hello { get; private set; } = null!;

    /// <summary>When it was used last, as a timestamp of the clock.</summary>
    public long UsedAt { get; private set; }

    /// <summary>Whether nothing can be asked over it any more.</summary>
    public bool IsBroken
    {
        get
        {
            lock (_lock)
                return _broken is not null;
        }
    }

    /// <summary>Whether an answer is awaited.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
                return _asked.Count > 0;
        }
    }

    /// <summary>Opens one through a forward, which from then on is the connection's.</summary>
    public static async Task<GatewayConnection> OpenAsync(
        RemoteForward forward, Secret token, GatewayOptions options, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var socket = new GatewaySocket(options.LargestAnswer);
        var connection = new GatewayConnection(forward, socket, options, time);
        using var late = new CancellationTokenSource(options.OpenTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(forward.Socket, either.Token);
            connection._reading = connection.ReadAsync();
            await connection._challenged.Task.WaitAsync(either.Token);
            var greeting = GatewayHello.Connect(token) with { Deadline = options.OpenTimeout };
            connection.Hello = GatewayHello.Read(await connection.AskAsync(greeting, either.Token));
            return connection;
        }
        catch (Exception failure)
        {
            await connection.DisposeAsync();
            if (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new RpcException(RpcFault.NotOpened, $"it said no hello in {options.OpenTimeout.TotalSeconds} s");
            if (failure is RpcException { Fault: not RpcFault.NotSpoken } notOpened)
                throw new RpcException(RpcFault.NotOpened, notOpened.Message, notOpened);
            throw;
        }
    }

    /// <summary>Asks, and waits for the answer.</summary>
    public async Task<JsonElement> AskAsync(RpcRequest request, CancellationToken cancellationToken)
    {
        if (Hello is { } hello && !hello.Methods.Contains(request.Method))
            throw new RpcException(RpcFault.MethodMissing, $"it has no {request.Method}");

        var deadline = request.Deadline ?? _options.CallTimeout;
        using var late = new CancellationTokenSource(deadline, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var (id, question) = Register(request);
        try
        {
            if (!await _socket.TrySendAsync(GatewayFrame.Write(id, request), either.Token))
                Break(new RpcException(RpcFault.Lost, "the connection broke"));
            return await question.Answer.Task.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RpcException(RpcFault.Late, $"it did not answer in {deadline.TotalSeconds:0.#} s");
        }
        finally
        {
            Forget(id);
        }
    }

    /// <summary>Closes it; questions on the way are lost.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;

        Break(new RpcException(RpcFault.Lost, "the connection was closed"));
        await _reading;
        _socket.Dispose();
        await _forward.DisposeAsync();
    }

    private (string Id, AskedQuestion Question) Register(RpcRequest request)
    {
        var question = new AskedQuestion(request.AwaitsEnd);
        lock (_lock)
        {
            if (_broken is not null)
                throw new RpcException(RpcFault.NotOpened, _broken.Message, _broken);

            UsedAt = _time.GetTimestamp();
            var id = (++_lastId).ToString(CultureInfo.InvariantCulture);
            _asked[id] = question;
            return (id, question);
        }
    }

    private void Forget(string id)
    {
        lock (_lock)
        {
            _asked.Remove(id);
            UsedAt = _time.GetTimestamp();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await _socket.ReceiveAsync() is { } frame)
                Take(frame);
            Break(new RpcException(RpcFault.Lost, "the connection was closed by the gateway"));
        }
        catch (RpcException malformed)
        {
            Break(malformed);
        }
    }

    private void Take(GatewayFrame frame)
    {
        switch (frame)
        {
            case GatewayFrame.Event { Name: "connect.challenge" }:
                _challenged.TrySetResult();
                break;
            case GatewayFrame.Answer answer when Find(answer.Id) is { } question && !question.IsOnlyAccepted(answer):
                question.Answer.TrySetResult(answer.Payload);
                break;
            case GatewayFrame.Refusal refusal:
                var fault = refusal.Detail == GatewayHello.OtherProtocol ? RpcFault.NotSpoken : refusal.Fault;
                Find(refusal.Id)?.Answer.TrySetException(new RpcException(fault, refusal.Words));
                break;
        }
    }

    private AskedQuestion? Find(string id)
    {
        lock (_lock)
            return _asked.GetValueOrDefault(id);
    }

    private void Break(RpcException why)
    {
        List<AskedQuestion> asked;
        lock (_lock)
        {
            _broken ??= why;
            asked = [.. _asked.Values];
        }

        _socket.Abort();
        _challenged.TrySetException(why.Again());
        asked.ForEach(question => question.Answer.TrySetException(why.Again()));
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
