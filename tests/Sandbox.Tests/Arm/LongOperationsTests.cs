using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Arm;

public class LongOperationsTests
{
    [Fact]
    public async Task An_operation_ends_when_it_is_due_and_not_before()
    {
        var clock = new ManualTime();
        await using var box = await Box.OpenAsync(o => o with { Speed = 1 }, clock);
        var begun = await box.PutAsync(box.DiskId("d"), Box.DiskVersion, Some.Disk());

        begun.Status.ShouldBe(202);
        begun.Headers["Retry-After"].ShouldBe("10");
        (await StateAsync(box)).ShouldBe("Creating");
        clock.Advance(TimeSpan.FromSeconds(3.9));
        (await StateAsync(box)).ShouldBe("Creating");
        await box.PassAsync(clock, begun);
        (await StateAsync(box)).ShouldBe("Succeeded");
    }

    [Fact]
    public async Task An_operation_outlives_the_sandbox()
    {
        var clock = new ManualTime();
        await using var box = await Box.OpenAsync(o => o with { Speed = 1 }, clock);
        var begun = await box.PutAsync(box.DiskId("d"), Box.DiskVersion, Some.Disk());

        await box.RestartAsync();
        (await StateAsync(box)).ShouldBe("Creating");
        await box.Server.DisposeAsync();
        clock.Advance(TimeSpan.FromMinutes(1));
        await box.RestartAsync();

        (await box.EndOfAsync(begun)).Text("status").ShouldBe("Succeeded");
        (await StateAsync(box)).ShouldBe("Succeeded");
    }

    [Fact]
    public async Task Every_resource_outlives_the_sandbox()
    {
        await using var box = await Box.OpenAsync();
        await box.DeployAsync("alice");
        var before = await box.GetAsync(box.VmId("alice"), Box.Compute);

        await box.RestartAsync();

        var after = await box.GetAsync(box.VmId("alice"), Box.Compute);
        after.Body!.ToJsonString().ShouldBe(before.Body!.ToJsonString());
    }

    [Fact]
    public async Task A_folder_is_used_by_one_sandbox_at_a_time()
    {
        await using var box = await Box.OpenAsync();

        await Should.ThrowAsync<IOException>(() => SandboxServer.StartAsync(
            box.Options, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None));
    }

    [Fact]
    public async Task A_start_that_fails_leaves_the_folder_to_the_next()
    {
        await using var box = await Box.OpenAsync();
        var taken = box.Options with
        {
            Folder = Path.Combine(box.Options.Folder, "second"),
            Port = box.Server.Endpoint.Port,
        };
        Task<SandboxServer> Start(SandboxOptions options) => SandboxServer.StartAsync(
            options, TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, CancellationToken.None);

        await Should.ThrowAsync<IOException>(() => Start(taken));

        await using var next = await Start(taken with { Port = 0 });
        next.Endpoint.Port.ShouldNotBe(box.Server.Endpoint.Port);
    }

    private static async Task<string> StateAsync(Box box) =>
        (await box.GetAsync(box.DiskId("d"), Box.DiskVersion)).Property("provisioningState")!.GetValue<string>();
}
