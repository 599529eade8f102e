using Microsoft.Extensions.Logging.Abstractions;
using ParentClaw.FleetOps.AzureVms;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzurePatienceTests
{
    private readonly ManualTime _time = new();
    private int _tries;

    [Theory]
    [InlineData(FailureReason.Conflict, 51)]
    [InlineData(FailureReason.Throttled, 5)]
    [InlineData(FailureReason.Unavailable, 5)]
    [InlineData(FailureReason.Unreachable, 5)]
    [InlineData(FailureReason.Timeout, 5)]
    [InlineData(FailureReason.QuotaExceeded, 1)]
    [InlineData(FailureReason.PermissionDenied, 1)]
    [InlineData(FailureReason.ProvisioningFailed, 1)]
    public async Task What_may_pass_is_tried_again_so_often(FailureReason reason, int tries)
    {
        await FailAsync(new FleetException(reason, "no"));

        _tries.ShouldBe(tries);
    }

    [Fact]
    public async Task A_reserved_NIC_is_outwaited()
    {
        var began = _time.GetUtcNow();

        await FailAsync(new FleetException(FailureReason.Conflict, "reserved for 180 seconds"));

        (_time.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromSeconds(180));
    }

    [Fact]
    public async Task The_pause_that_Azure_asks_for_is_kept()
    {
        var began = _time.GetUtcNow();

        await FailAsync(new FleetException(FailureReason.Throttled, "no") { RetryAfter = TimeSpan.FromSeconds(100) });

        (_time.GetUtcNow() - began).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(400));
    }

    [Fact]
    public async Task A_pause_too_long_to_sit_out_is_handed_on()
    {
        var failure = await FailAsync(
            new FleetException(FailureReason.Throttled, "no") { RetryAfter = TimeSpan.FromMinutes(17) });

        _tries.ShouldBe(1);
        failure.RetryAfter.ShouldBe(TimeSpan.FromMinutes(17));
    }

    private async Task<FleetException> FailAsync(FleetException failure)
    {
        var patience = AzurePatience.Of(AzurePace.Azure, _time, NullLogger.Instance);
        var running = patience.ExecuteAsync(
            _ =>
            {
                _tries++;
                return ValueTask.FromException(failure);
            },
            CancellationToken.None).AsTask();
        while (!running.IsCompleted)
        {
            if (_time.Waiting > 0)
                _time.Advance(TimeSpan.FromSeconds(1));
            else
                await Task.Yield();
        }

        return await Should.ThrowAsync<FleetException>(() => running);
    }
}
