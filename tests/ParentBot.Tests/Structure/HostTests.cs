using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.Sandbox;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Structure;

public sealed class HostTests
{
    private static readonly ServiceProviderOptions Strict = new() { ValidateOnBuild = true, ValidateScopes = true };

    [Theory]
    [InlineData("Sandbox", true, "")]
    [InlineData("AzureVms", false, "")]
    [InlineData("AzureVms", false, "1:t")]
    public async Task Every_part_and_every_handler_can_be_made(string cloud, bool breaks, string token)
    {
        using var folder = new TempFolder();
        using var held = ParentLock.Take(DataFolder.Open(folder.Path), "test", TimeProvider.System);
        var configuration = FleetConfiguration.Read(
            AppContext.BaseDirectory,
            [
                $"--Cloud:Kind={cloud}", "--Sandbox:Machines=None", "--AzureVms:Location=westeurope",
                "--AzureVms:SubscriptionId=00000000-0000-0000-0000-000000000001", $"--Telegram:Token={token}",
            ],
            KnownKeys.Of(ParentBotBuilder.Assemblies));
        using var host = await ParentBotBuilder.BuildAsync(
            configuration, held, TimeProvider.System, CancellationToken.None, Strict);
        try
        {
            var commands = host.Services.GetRequiredService<CommandCatalogue>().Commands;

            commands.Length.ShouldBeGreaterThan(25);
            commands.Any(command => command.Name == "sandbox").ShouldBe(breaks);
            foreach (var command in commands)
                host.Services.GetService(typeof(ICommandHandler<>).MakeGenericType(command.Type))
                    .ShouldNotBeNull(command.Name);
            host.Services.GetServices<IHostedService>().ShouldNotBeEmpty();
        }
        finally
        {
            if (host.Services.GetService<SandboxServer>() is { } server)
                await server.DisposeAsync();
        }
    }
}
