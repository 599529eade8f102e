using ParentClaw.FleetOps.Provisioning;

namespace ParentClaw.FleetOps.Tests.Provisioning;

public sealed class AppLayerTests
{
    private readonly AppLayer _embedded = AppLayer.Embedded();

    [Fact]
    public void The_embedded_one_is_the_folder_byte_for_byte()
    {
        var folder = Path.Combine(RepositoryRoot(), "vm-runtime");
        var expected = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file))
            .Where(path => Path.GetFileName(path) is not "README.md" and not ".shellcheckrc")
            .Order(StringComparer.Ordinal)
            .ToList();

        expected.Count.ShouldBeGreaterThan(10);
        _embedded.Files.Select(file => file.Path).ShouldBe(expected);
        foreach (var file in _embedded.Files)
            file.Content.ShouldBe(File.ReadAllText(Path.Combine(folder, file.Path)), file.Path);
    }

    [Fact]
    public void Its_version_is_that_of_its_file() =>
        _embedded.Version.Value.ShouldBe(File.ReadAllText(Path.Combine(RepositoryRoot(), "vm-runtime/VERSION")).Trim());

    [Theory]
    [InlineData("lifecycle/boot.sh", true)]
    [InlineData("updates/001-x.sh", true)]
    [InlineData("lifecycle/lib/json.sh", false)]
    [InlineData("defaults/openclaw.json", false)]
    public void Scripts_are_programs_and_their_parts_are_not(string path, bool isProgram) =>
        new AppFile(path, "").IsProgram.ShouldBe(isProgram);

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "ParentClaw.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
