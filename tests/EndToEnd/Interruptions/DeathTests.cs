namespace ParentClaw.EndToEnd.Interruptions;

/// <inheritdoc/>
public sealed class DeathTests : InterruptionTests
{
    public static TheoryData<string, Disturbance> Cases => CasesOf(Disturbance.DiesBefore, Disturbance.DiesAfter);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Killed_at_any_external_call_and_begun_again_it_ends_as_if_undisturbed(
        string scenario, Disturbance how) =>
        EndsAsIfUndisturbedAsync(scenario, how);
}
