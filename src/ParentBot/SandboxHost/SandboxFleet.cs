using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>Starts the embedded sandbox in the data folder, initialised, with its images.</summary>
internal static partial class SandboxFleet
{
    private const string Group = "parentclaw-sandbox";
    private const string Definition = "claw";

    /// <summary>Starts it; its machines that should run are booted. Images of machines that boot are made
    /// first.</summary>
    /// <param name="settings">What the person has set.</param>
    /// <param name="dataFolder">The sandbox is a folder in it.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">For what takes long before the start; not used after it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="StartRefusedException">This computer lacks what such machines need, or an image cannot be
    /// made.</exception>
    internal static async Task<SandboxServer> StartAsync(
        EmbeddedSandboxOptions settings, string dataFolder, TimeProvider time, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger(typeof(SandboxFleet));
        var folder = Path.Combine(dataFolder, "sandbox");
        if (SandboxServer.WhatIsMissingFor(settings.Machines) is { } missing)
            throw new StartRefusedException(missing);
        var boots = settings.Machines == MachineKind.Nspawn;
        var cache = settings.ImageCache ?? NspawnImages.DefaultCache;
        var images = boots
            ? await NspawnImages.MakeAsync(cache, line => LogImages(logger, line), cancellationToken)
            : SandboxImages.Lay(Path.Combine(folder, "images"));
        var server = await SandboxServer.StartAsync(
            new SandboxOptions
            {
                Folder = folder,
                Machines = settings.Machines,
                Speed = settings.Speed,
                CoreQuota = settings.CoreQuota,
                Port = settings.Port,
                ResourceGroup = Group,
                ImageDefinition = Definition,
                Images = images,
                MarketplaceImage = boots ? Path.Combine(cache, NspawnImages.Stock) : null,
                ImageTags = new Dictionary<string, IReadOnlyDictionary<string, string>>
                {
                    [SandboxImages.Bad] =
                        new Dictionary<string, string> { [FleetOps.Cloud.ResourceTags.Broken] = "yes" },
                },
            },
            time,
            NullLoggerFactory.Instance,
            cancellationToken);
        foreach (var fault in settings.Faults)
            server.Faults.Add(FaultLine.Parse(fault));
        return server;
    }

    /// <summary>
    /// The settings of section <c>AzureVms</c> that lead into the sandbox; what is made up is made up here.
    /// </summary>
    internal static IEnumerable<KeyValuePair<string, string?>> AzureSettings()
    {
        var made = new SandboxOptions { Folder = "" };
        return new Dictionary<string, string?>
        {
            ["AzureVms:SubscriptionId"] = made.SubscriptionId,
            ["AzureVms:Location"] = made.Location,
            ["AzureVms:ResourceGroup"] = Group,
            ["AzureVms:VirtualNetwork"] = made.VirtualNetwork,
            ["AzureVms:Subnet"] = made.Subnet,
            ["AzureVms:SecurityGroup"] = made.SecurityGroup,
            ["AzureVms:AllowedSources:0"] = "127.0.0.0/8",
            ["AzureVms:Images:Gallery"] = made.Gallery,
            ["AzureVms:Images:Definition"] = Definition,
            ["AzureVms:Images:Default"] = SandboxImages.Default,
        };
    }

    [LoggerMessage(LogLevel.Information, "{Line}")]
    private static partial void LogImages(ILogger logger, string line);
}
