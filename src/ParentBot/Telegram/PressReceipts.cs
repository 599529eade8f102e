using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>
/// Tells each pressed button at once that it was heard, before anything is done: the person's Telegram shows an
/// hourglass until then. One that cannot be told is no loss; the answer comes all the same.
/// </summary>
internal sealed partial class PressReceipts(PacedBotApi api, ILogger<PressReceipts> logger) : BackgroundService
{
    private const int AtOnce = 8;

    private readonly Channel<CallbackQuery> _presses = Channel.CreateUnbounded<CallbackQuery>();

    /// <summary>Has a press answered.</summary>
    public void Add(CallbackQuery press) => _presses.Writer.TryWrite(press);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _presses.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
        async (press, stop) => await AnswerAsync(press, stop));

    private async Task AnswerAsync(CallbackQuery press, CancellationToken cancellationToken)
    {
        try
        {
            await api.CallAsync(new AnswerCallbackQuery(press.Id), cancellationToken);
        }
        catch (BotApiException failure) when (failure.Failure == BotApiFailure.QueryTooOld)
        {
            // Pressed while nobody listened: Telegram gave up by itself.
        }
        catch (BotApiException failure)
        {
            LogFailed(failure.Failure, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A press could not be answered at once: {Failure}, {Why}")]
    private partial void LogFailed(BotApiFailure failure, string why);
}
