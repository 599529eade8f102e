using ParentClaw.FleetOps;

namespace ParentClaw.Skills.Tests;

/// <summary>The skill is a client: of the house it knows the catalogue and the contracts.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Skills_reference_FleetOps_and_no_other_project()
    {
        var names = typeof(ParentClaw.Skills.Cli.CommandLine).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        names.ShouldContain(typeof(FleetException).Assembly.GetName().Name!);
        names.Intersect(["parentbot", "Sandbox"]).ShouldBeEmpty();
    }
}
