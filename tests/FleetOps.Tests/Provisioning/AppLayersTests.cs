using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Provisioning;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Provisioning;

public sealed class AppLayersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void The_embedded_one_is_kept_whole_for_the_parents_to_come()
    {
        var layers = new AppLayers(Place);

        var kept = AppLayer.Read(Path.Combine(Place, layers.Current.Value));

        kept.Files.ShouldBe(AppLayer.Embedded().Files);
        layers.Versions.ShouldBe([layers.Current]);
    }

    [Fact]
    public void One_that_an_earlier_parent_left_is_found_as_it_was()
    {
        Leave("0.9.0", ("lifecycle/boot.sh", "echo old\n"));
        var layers = new AppLayers(Place);

        var old = layers.Find(AppLayerVersion.Parse("0.9.0"));

        old.Files.ShouldBe([new AppFile("VERSION", "0.9.0\n"), new AppFile("lifecycle/boot.sh", "echo old\n")]);
        layers.Versions.ShouldBe([old.Version, layers.Current]);
    }

    [Fact]
    public void Versions_are_in_the_order_of_their_numbers_and_what_is_no_version_is_passed_over()
    {
        Leave("0.10.0");
        Leave("0.9.0");
        Directory.CreateDirectory(Path.Combine(Place, ".0.8.0.half-written"));

        new AppLayers(Place).Versions.Take(2).Select(version => version.Value).ShouldBe(["0.9.0", "0.10.0"]);
    }

    [Fact]
    public void One_that_is_not_here_is_not_found_and_the_answer_says_what_is()
    {
        var layers = new AppLayers(Place);
        var absent = AppLayerVersion.Parse("0.0.1");

        layers.Has(absent).ShouldBeFalse();
        var failure = Should.Throw<FleetException>(() => layers.Find(absent));
        failure.Reason.ShouldBe(FailureReason.NotFound);
        failure.Message.ShouldContain(layers.Current.Value);
    }

    public void Dispose() => _folder.Dispose();

    private string Place => _folder["layers"];

    private void Leave(string version, params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files.Append(("VERSION", version + "\n")))
        {
            var file = Path.Combine(Place, version, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, content);
        }
    }
}
