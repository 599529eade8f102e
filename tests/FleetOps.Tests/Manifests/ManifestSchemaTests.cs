using System.Text.Encodings.Web;
using System.Text.Json;
using ParentClaw.FleetOps.Manifests;
using ParentClaw.FleetOps.Tests.AzureVms;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Manifests;

public sealed class ManifestSchemaTests
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void The_schema_of_the_docs_is_what_the_reader_goes_by()
    {
        var path = Path.Combine(Repository.Root, "docs", "fleet.schema.json");
        var text = ManifestSchema.Make().ToJsonString(Indented) + "\n";
        var written = File.Exists(path) ? File.ReadAllText(path) : null;
        if (written != text)
            File.WriteAllText(path, text);

        written.ShouldBe(text, "docs/fleet.schema.json was not what the reader goes by; it is now.");
    }

    [Fact]
    public void The_example_of_the_docs_is_read_and_each_of_its_claws_would_be_made()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "fleet.example.yaml"));
        var manifest = ManifestReader.Read(text, out var faults);
        faults.ShouldBeEmpty();

        var plan = ManifestPlanner.Plan(manifest!, Present.Fleet([], manifest!.Claws.Select(claw => claw.Name)));
        plan.Actions.Select(action => $"{action.Claw} {action.Kind}")
            .ShouldBe(["alice Create", "bob Create", "carol Create"]);
    }
}
