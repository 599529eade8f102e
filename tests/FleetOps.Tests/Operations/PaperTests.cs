using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

/// <summary>Tests with a claw each, in a paper world that a class shares.</summary>
public abstract class PaperTests(PaperWorld world) : IClassFixture<PaperWorld>, IDisposable
{
    private readonly ServiceProvider _life = world.Live();

    /// <summary>The world.</summary>
    protected PaperWorld World { get; } = world;

    /// <summary>A life of the process in it.</summary>
    protected IServiceProvider Life => _life;

    /// <summary>The claw of this test.</summary>
    protected ClawName Name { get; } = Some.ClawName();

    /// <inheritdoc/>
    public void Dispose()
    {
        _life.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Deploys the test's claw.</summary>
    protected async Task<Claw> DeployedAsync()
    {
        (await Life.RunAsync($"/deploy {Name}")).Status.ShouldBe(OperationStatus.Succeeded);
        return await ClawAsync();
    }

    /// <summary>The test's claw as stored.</summary>
    protected async Task<Claw> ClawAsync() => (await World.Store.FindClawAsync(Name, CancellationToken.None))!;
}
