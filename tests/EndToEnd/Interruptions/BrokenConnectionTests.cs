namespace ParentClaw.EndToEnd.Interruptions;

/// <inheritdoc/>
public sealed class BrokenConnectionTests : InterruptionTests
{
    public static TheoryData<string, Disturbance> Cases => CasesOf(Disturbance.BreaksBefore, Disturbance.BreaksAfter);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Cut_off_at_any_external_call_it_ends_as_if_undisturbed(string scenario, Disturbance how) =>
        EndsAsIfUndisturbedAsync(scenario, how);
}
