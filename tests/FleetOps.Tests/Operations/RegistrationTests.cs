using Microsoft.Extensions.DependencyInjection;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Operations;
using ParentClaw.FleetOps.Operations.Rungs;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Operations;

public sealed class RegistrationTests(PaperWorld world) : PaperTests(world)
{
    private static readonly Type[] Types =
        [.. typeof(Operation).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false })];

    [Fact]
    public void Every_operation_is_registered()
    {
        var written = Types.Where(type => type.IsSubclassOf(typeof(Operation))).Select(type => type.Name).ToList();

        written.Count.ShouldBeGreaterThan(8);
        Life.GetRequiredService<OperationRegistry>().All.Select(operation => operation.Kind)
            .ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public void Every_step_is_registered()
    {
        var written = Types.Where(type => typeof(IStep).IsAssignableFrom(type) && type != typeof(RungStep)).ToList();

        written.Count.ShouldBeGreaterThan(20);
        foreach (var step in written)
            Life.GetService(step).ShouldNotBeNull(step.Name);
    }

    [Fact]
    public void Every_rung_stands_in_the_ladder()
    {
        var written = Types.Where(typeof(IRung).IsAssignableFrom).Select(type => type.Name).ToList();

        written.Count.ShouldBeGreaterThan(4);
        Life.GetServices<RungStep>().Select(step => step.Name).ShouldBe(written, ignoreOrder: true);
    }

    [Fact]
    public void Each_operation_begins_by_an_order_and_ends_by_facts_that_the_table_knows()
    {
        foreach (var operation in Life.GetRequiredService<OperationRegistry>().All)
        {
            ClawLifecycle.IsOrder(operation.Begins).ShouldBeTrue(operation.Kind);
            var begun = ClawLifecycle.Rows.Where(row => row.On == operation.Begins).ToList();
            begun.ShouldNotBeEmpty(operation.Kind);
            foreach (var row in begun)
                ClawLifecycle.TryFire(row.To, operation.Completes, out _)
                    .ShouldBeTrue($"{operation.Kind} from {row.From}");
            operation.Steps.Select(step => step.Name).ShouldBeUnique();
            operation.Steps.ShouldAllBe(step => step.Deadline > TimeSpan.Zero && step.Says.Length > 0);
        }
    }
}
