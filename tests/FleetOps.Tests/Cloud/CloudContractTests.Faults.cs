namespace ParentClaw.FleetOps.Tests.Cloud;

/// <content>What the contract says of faults: what passes is waited out, the rest comes out with its reason.</content>
public abstract partial class CloudContractTests
{
    public static TheoryData<CloudAct> Acts => [.. Enum.GetValues<CloudAct>()];

    private CloudDriver Driver => new(Cloud);

    [Fact]
    public async Task A_run_command_answers_where_the_machine_runs_and_nowhere_else()
    {
        await DeployAsync(First);

        await Cloud.RunCommandAsync(First, "true", default);

        await Cloud.DeallocateMachineAsync(First, default);
        await ShouldFailAsync(FailureReason.Unreachable, () => Cloud.RunCommandAsync(First, "true", default));
    }

    [Theory]
    [CombinedFaults]
    public async Task A_change_that_met_a_passing_fault_ends_as_if_undisturbed(CloudAct act, CloudFault fault)
    {
        await Driver.PrepareAsync(act);
        Break(act, fault);

        await Driver.DoAsync(act);

        await Driver.ShouldBeDoneAsync(act);
    }

    [Theory]
    [InlineData(CloudFault.DroppedBefore)]
    [InlineData(CloudFault.Throttled)]
    [InlineData(CloudFault.Broken)]
    [InlineData(CloudFault.Busy)]
    public async Task A_fault_that_stays_comes_out_with_its_reason_and_a_later_call_succeeds(CloudFault fault)
    {
        await Driver.PrepareAsync(CloudAct.CreateMachine);
        Break(CloudAct.CreateMachine, fault, times: 1000);

        var failure = await Should.ThrowAsync<FleetException>(() => Driver.DoAsync(CloudAct.CreateMachine));

        failure.Reason.ShouldBe(fault switch
        {
            CloudFault.Throttled => FailureReason.Throttled,
            CloudFault.Broken => FailureReason.Unavailable,
            CloudFault.Busy => FailureReason.Conflict,
            _ => FailureReason.Unreachable,
        });
        Mend();
        await Driver.DoAsync(CloudAct.CreateMachine);
        await Driver.ShouldBeDoneAsync(CloudAct.CreateMachine);
    }

    [Theory]
    [InlineData(CloudFault.NoRoom, FailureReason.CapacityUnavailable)]
    [InlineData(CloudFault.NoQuota, FailureReason.QuotaExceeded)]
    [InlineData(CloudFault.Forbidden, FailureReason.PermissionDenied)]
    [InlineData(CloudFault.FailedLate, FailureReason.ProvisioningFailed)]
    public async Task A_refusal_is_not_repeated_and_a_later_call_succeeds(CloudFault fault, FailureReason reason)
    {
        await Driver.PrepareAsync(CloudAct.CreateMachine);
        Break(CloudAct.CreateMachine, fault);

        await ShouldFailAsync(reason, () => Driver.DoAsync(CloudAct.CreateMachine));

        await Driver.DoAsync(CloudAct.CreateMachine);
        await Driver.ShouldBeDoneAsync(CloudAct.CreateMachine);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_change_cut_off_at_any_call_and_repeated_ends_as_if_undisturbed(CloudAct act)
    {
        var cuts = 0;
        for (var isDone = false; !isDone; cuts++)
        {
            await Driver.PrepareAsync(act);
            CutAfter(cuts);
            try
            {
                await Driver.DoAsync(act);
                isDone = true;
            }
            catch (FleetException cut)
            {
                cut.Reason.ShouldBe(FailureReason.Unreachable);
            }

            Mend();
            await Driver.DoAsync(act);
            await Driver.ShouldBeDoneAsync(act);
            await Driver.RemoveAllAsync();
        }

        cuts.ShouldBeGreaterThan(2); // a look and a change at the least, or nothing was cut
    }

    [Fact]
    public async Task A_cancelled_call_says_so()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Cloud.CreateDiskAsync(Disk, cancelled.Token));
    }
}
