using System.Globalization;
using ParentClaw.FleetOps.AzureVms;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzureErrorsTests
{
    [Theory]
    [InlineData("QuotaExceeded", 409, FailureReason.QuotaExceeded)]
    [InlineData("SkuNotAvailable", 409, FailureReason.CapacityUnavailable)]
    [InlineData("AllocationFailed", 200, FailureReason.CapacityUnavailable)] // out of a long operation
    [InlineData("AttachDiskWhileBeingDetached", 409, FailureReason.Conflict)]
    [InlineData("NicReservedForAnotherVm", 400, FailureReason.Conflict)]
    [InlineData("nicreservedforanothervm", 400, FailureReason.Conflict)] // Azure is not strict about case
    [InlineData("PropertyChangeNotAllowed", 409, FailureReason.InvalidRequest)]
    [InlineData("MissingSubscriptionRegistration", 409, FailureReason.PermissionDenied)]
    [InlineData("OSProvisioningTimedOut", 200, FailureReason.ProvisioningFailed)]
    [InlineData("NeverHeardOf", 200, FailureReason.ProvisioningFailed)]
    [InlineData("NeverHeardOf", 400, FailureReason.InvalidRequest)]
    [InlineData(null, 0, FailureReason.Unreachable)]
    [InlineData(null, 401, FailureReason.PermissionDenied)]
    [InlineData(null, 403, FailureReason.PermissionDenied)]
    [InlineData(null, 404, FailureReason.NotFound)]
    [InlineData(null, 408, FailureReason.Timeout)]
    [InlineData(null, 409, FailureReason.Conflict)]
    [InlineData(null, 412, FailureReason.Conflict)]
    [InlineData(null, 429, FailureReason.Throttled)]
    [InlineData(null, 500, FailureReason.Unavailable)]
    [InlineData(null, 503, FailureReason.Unavailable)]
    [InlineData(null, 301, FailureReason.Unexpected)]
    public void The_code_decides_and_else_the_status(string? code, int status, FailureReason reason) =>
        AzureErrors.ReasonOf(code, status).ShouldBe(reason);

    [Fact]
    public void A_bug_of_ours_is_not_translated()
    {
        AzureErrors.Knows(new InvalidOperationException()).ShouldBeFalse();
        AzureErrors.Knows(new AggregateException(new FormatException())).ShouldBeFalse();
    }

    [Fact]
    public void The_last_of_several_tries_counts()
    {
        var tries = new AggregateException(new IOException(), new Azure.RequestFailedException(429, "no"));

        AzureErrors.Knows(tries).ShouldBeTrue();
        AzureErrors.Translate("making x", tries).Reason.ShouldBe(FailureReason.Throttled);
    }
}
