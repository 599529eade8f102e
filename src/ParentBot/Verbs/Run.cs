using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Runs the fleet: what the executable does without another word.</summary>
internal sealed partial class Run(TimeProvider time) : IVerb
{
    private const int Interrupted = 130; // as shells report a process that Ctrl+C ended

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
        using var held = ParentLock.Take(DataFolder.OpenDefault(), "terminal", time);
        try
        {
            using var host = await ParentBotBuilder.BuildAsync(configuration, held, time, cancellationToken);
            LogStarting(host.Services.GetRequiredService<ILogger<Run>>(), Version.Text, held.Folder);
            return await RunAsync(host, cancellationToken);
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

    private static async Task<int> RunAsync(IHost host, CancellationToken cancellationToken)
    {
        await host.StartAsync(cancellationToken); // what began before a failed start ends with the host's disposal
        try
        {
            return await TalkAsync(host, cancellationToken);
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private static async Task<int> TalkAsync(IHost host, CancellationToken cancellationToken)
    {
        if (host.Services.GetService<IChatFace>() is not { } face)
        {
            await host.WaitForShutdownAsync(cancellationToken);
            return 0;
        }

        var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            return await face.RunAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Interrupted;
        }
    }

    [LoggerMessage(LogLevel.Information, "parentbot {Version} starts on {Folder}")]
    private static partial void LogStarting(ILogger logger, string version, DataFolder folder);
}
