using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.ParentBot.Telegram.Api;

/// <summary>
/// The way to the Bot API, shared by all bots. The token stands in the address of each call, so nothing here lets an
/// address out: no logging, no tracing, and no inner exception that names it.
/// </summary>
internal sealed class BotConnection : IDisposable
{
    /// <summary>The most bytes of an answer that are read; a hundred updates are far below.</summary>
    public const int LargestAnswer = 20 * 1024 * 1024;

    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly string _root;

    /// <summary>The way to the root of some options.</summary>
    public BotConnection(TelegramOptions options, TimeProvider time)
    {
        _time = time;
        _root = options.ApiRoot.TrimEnd('/');
        _http = new HttpClient(new SocketsHttpHandler
        {
            ActivityHeadersPropagator = null, // also ends the tracing that would hold the address
            AllowAutoRedirect = false, // another host must not be handed the token
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30), // below the minute or so after which servers close
            PooledConnectionLifetime = TimeSpan.FromMinutes(5), // names move
            UseCookies = false,
        })
        {
            MaxResponseContentBufferSize = LargestAnswer,
            Timeout = Timeout.InfiniteTimeSpan, // each call has its own
        };
    }

    /// <summary>Makes a call as the bot of a token.</summary>
    /// <exception cref="BotApiException">Telegram said no, or did not answer.</exception>
    public async Task<TResult> CallAsync<TResult>(
        Secret token, BotRequest<TResult> request, CancellationToken cancellationToken)
    {
        if (!OwnToken.HasShape(token.Reveal()))
            throw new BotApiException(BotApiFailure.Unauthorized, "What was given is not the token of a bot.");

        using var patience = new CancellationTokenSource(request.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using var message = new HttpRequestMessage(
                HttpMethod.Post, $"{_root}/bot{token.Reveal()}/{request.Method}");
            message.Content = BotContent.Of(request);
            using var response = await _http.SendAsync(message, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return BotAnswers.Read<TResult>(request.Method, response, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BotApiException(
                BotApiFailure.NoAnswer,
                $"Telegram did not answer {request.Method} within {request.Patience.TotalSeconds:0} s.");
        }
        catch (Exception failed) when (failed is HttpRequestException or IOException)
        {
            throw BotApiErrors.Of(request.Method, failed, token);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
