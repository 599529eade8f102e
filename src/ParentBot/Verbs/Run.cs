using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Life;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Runs the fleet: what the executable does without another word.</summary>
internal sealed partial class Run(TimeProvider time) : IVerb
{
    /// <inheritdoc/>
    public string Name => "run";

    /// <inheritdoc/>
    public string Summary => "Run the fleet and talk about it, as without a word.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        var known = KnownKeys.Of(ParentBotBuilder.Assemblies);
        var configuration = FleetConfiguration.Read(AppContext.BaseDirectory, arguments, known);
        var ways = Ways.Of(configuration);
        using var held = ParentLock.Take(DataFolder.OpenDefault(), ways.ToString(), time);
        try
        {
            using var host = await ParentBotBuilder.BuildAsync(configuration, held, time, cancellationToken);
            var logger = host.Services.GetRequiredService<ILogger<Run>>();
            LogStarting(logger, Version.Text, held.Folder);
            if (ways is { IsTerminal: false, IsTelegram: false })
                LogNoChat(logger);
            return await RunAsync(host, output, cancellationToken);
        }
        catch (AggregateException several) when (several.InnerExceptions[0] is OptionsValidationException first)
        {
            // The host checks all options and throws what it found together; one at a time is enough to mend.
            throw new StartRefusedException(OptionsFault.Explain(first, configuration, known), several);
        }
        catch (OptionsValidationException refused)
        {
            throw new StartRefusedException(OptionsFault.Explain(refused, configuration, known), refused);
        }
    }

    private async Task<int> RunAsync(IHost host, TextWriter output, CancellationToken cancellationToken)
    {
        await host.StartAsync(cancellationToken); // what began before a failed start ends with the host's disposal
        try
        {
            return await TalkAsync(host, cancellationToken);
        }
        finally
        {
            await TellWaitingAsync(host, output);
            await host.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>Tells a person at the keyboard why the end is not at once, and how it would be.</summary>
    private static async Task TellWaitingAsync(IHost host, TextWriter output)
    {
        var patience = host.Services.GetRequiredService<IOptions<OperationsOptions>>().Value.StopPatience;
        if (host.Services.GetRequiredService<Ways>() is { IsTerminal: true, IsAtKeyboard: true }
            && host.Services.GetRequiredService<LettingGo>().Runs is > 0 and var runs
            && patience > TimeSpan.Zero)
        {
            await output.WriteLineAsync(
                $"{runs} {(runs == 1 ? "operation ends its step" : "operations end their steps")} first, which takes "
                + $"{patience.TotalSeconds:0} s at most. Ctrl+C ends at once; the next start goes on.");
        }
    }

    /// <summary>
    /// Talks until a person ends the process, or it is told to end; a face that lost its input is not missed.
    /// </summary>
    private async Task<int> TalkAsync(IHost host, CancellationToken cancellationToken)
    {
        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        try
        {
            if (host.Services.GetService<IChatFace>() is { } face
                && await face.RunAsync(stop.Token) is var end
                && (end.IsWanted || !host.Services.GetRequiredService<Ways>().IsTelegram))
                return end.Status;

            await Task.Delay(Timeout.InfiniteTimeSpan, time, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to end.
        }

        return host.Services.GetRequiredService<SignalLifetime>().ExitStatus;
    }

    [LoggerMessage(LogLevel.Information, "parentbot {Version} starts on {Folder}")]
    private static partial void LogStarting(ILogger logger, string version, DataFolder folder);

    [LoggerMessage(
        LogLevel.Warning,
        "No way in but the socket, by which parentclaw speaks: Terminal:Enabled is off, and no token was given")]
    private static partial void LogNoChat(ILogger logger);
}
