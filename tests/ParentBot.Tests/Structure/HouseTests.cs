using System.Reflection;
using System.Text.RegularExpressions;
using ParentClaw.FleetOps;
using ParentClaw.Sandbox;

namespace ParentClaw.ParentBot.Tests.Structure;

/// <summary>The house keeps its rules: what may know what, and how large a file may be.</summary>
public sealed partial class HouseTests
{
    private const int MostLines = 200;

    private static readonly Assembly FleetOps = typeof(FleetException).Assembly;
    private static readonly IReadOnlyList<SourceFile> Sources = SourceFile.Below("src");

    [Fact]
    public void FleetOps_and_Sandbox_reference_no_other_project()
    {
        foreach (var assembly in new[] { FleetOps, typeof(SandboxServer).Assembly })
        {
            var names = assembly.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();
            names.ShouldContain("System.Runtime");
            names.Intersect(["FleetOps", "Sandbox", "parentbot", "Skills"]).ShouldBeEmpty(assembly.FullName);
        }
    }

    [Fact]
    public void Handlers_know_no_face()
    {
        FleetOps.GetReferencedAssemblies().ShouldContain(reference => reference.Name == "Polly.Core");
        FleetOps.GetReferencedAssemblies().Select(reference => reference.Name)
            .Intersect(["Spectre.Console", "System.CommandLine", "System.Console", "Telegram.Bot"]).ShouldBeEmpty();
    }

    [Fact]
    public void Only_AzureVms_names_the_SDK_of_Azure()
    {
        string[] sdk = ["using Azure.", "using Azure;", "Azure.Core.", "Azure.ResourceManager.", "Azure.Identity."];
        var inside = Sources.Where(source => source.Path.StartsWith("src/FleetOps/AzureVms/", StringComparison.Ordinal))
            .ToList();

        inside.SelectMany(source => source.Naming(sdk)).ShouldNotBeEmpty();
        Sources.Except(inside).SelectMany(source => source.Naming(sdk)).ShouldBeEmpty();
    }

    [Fact]
    public void Only_Telegram_knows_the_Bot_API()
    {
        string[] api = ["ParentBot.Telegram.Api"];
        var (inside, outside) = (Below("src/ParentBot/Telegram/"), Sources.Except(Below("src/ParentBot/Telegram/")));

        inside.SelectMany(source => source.Naming(api)).Count().ShouldBeGreaterThan(20);
        outside.Where(source => source.Naming(api).Any()).Select(source => source.Path)
            .ShouldBe(["src/ParentBot/ParentBotBuilder.cs"], "which registers it");
    }

    [Theory]
    [InlineData("Alerting")]
    [InlineData("Digests")]
    [InlineData("Pairings")]
    [InlineData("Proposals")]
    public void What_people_are_told_unasked_knows_no_chat(string folder)
    {
        var inside = Below($"src/ParentBot/{folder}/");

        inside.Count.ShouldBeGreaterThan(2);
        inside.SelectMany(source => source.Naming("ParentBot.Telegram", "ParentBot.Terminal")).ShouldBeEmpty();
    }

    [Fact]
    public void Claws_do_no_input_or_output()
    {
        var claws = Sources.Where(source => source.Path.StartsWith("src/FleetOps/Claws/", StringComparison.Ordinal))
            .ToList();

        claws.Count.ShouldBeGreaterThan(8);
        claws.SelectMany(source => source.Naming(
            "System.IO", "System.Net.", "File.", "Directory.", "Process", "Task",
            "ICloud", "IFleetStore", "TimeProvider"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_file_is_longer_than_one_can_hold_in_mind()
    {
        var all = Sources.Concat(SourceFile.Below("tests")).ToList();

        all.Count.ShouldBeGreaterThan(300);
        all.Where(source => source.Lines.Count > MostLines).Select(source => $"{source.Path}: {source.Lines.Count}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_type_of_the_domain_says_what_it_is()
    {
        var found = 0;
        var silent = new List<string>();
        foreach (var source in Sources.Where(
            source => source.Path.StartsWith("src/FleetOps/", StringComparison.Ordinal)))
        {
            for (var i = 0; i < source.Lines.Count; i++)
            {
                if (!TypeDeclaration().IsMatch(source.Lines[i]))
                    continue;

                found++;
                var above = i - 1;
                while (above >= 0 && IsOfAttributes(source.Lines[above]))
                    above--;
                if (above < 0 || !source.Lines[above].StartsWith("///", StringComparison.Ordinal))
                    silent.Add($"{source.Path}: {source.Lines[i]}");
            }
        }

        found.ShouldBeGreaterThan(200);
        silent.ShouldBeEmpty();
    }

    private static List<SourceFile> Below(string folder) =>
        [.. Sources.Where(source => source.Path.StartsWith(folder, StringComparison.Ordinal))];

    // An attribute may stretch over lines; its lines end it or are indented.
    private static bool IsOfAttributes(string line) =>
        line.StartsWith('[') || line.StartsWith("    ", StringComparison.Ordinal);

    [GeneratedRegex(
        @"^(public|internal) (abstract |sealed |static |partial |readonly )*(class|record|interface|enum|struct) ")]
    private static partial Regex TypeDeclaration();
}
