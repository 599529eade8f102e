using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.SandboxHost;

/// <summary>Starts the embedded sandbox in the data folder, initialised, with its images.</summary>
internal static class SandboxFleet
{
    private const string Group = "parentclaw-sandbox";
    private const string Definition = "claw";

    /// <summary>Starts it; its machines that should run are booted.</summary>
    internal static async Task<SandboxServer> StartAsync(
        EmbeddedSandboxOptions settings, string dataFolder, TimeProvider time, ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var folder = Path.Combine(dataFolder, "sandbox");
        var images = SandboxImages.Lay(Path.Combine(folder, "images"));
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
                ImageTags = new Dictionary<string, IReadOnlyDictionary<string, string>>
                {
                    [SandboxImages.Bad] =
                        new Dictionary<string, string> { [FleetOps.Cloud.ResourceTags.Broken] = "yes" },
                },
            },
            time,
            loggers,
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
}
