using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests;

public sealed class SkillInstallTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Home => _folder["openclaw"];

    private string Skill => Path.Combine(Home, "skills", SkillInstall.Name);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_put_where_OpenClaw_looks_and_says_what_comes_next()
    {
        var (exit, output, errors) = await RunAsync();

        (exit, errors).ShouldBe((0, ""));
        output.ShouldContain("openclaw skills info parent-claw");
        There().ShouldBe(["SKILL.md"]);
        (await File.ReadAllBytesAsync($"{Skill}/SKILL.md")).ShouldBe(SkillInstall.Files()["SKILL.md"]);
        Directory.GetFileSystemEntries(Home).ShouldBe([$"{Home}/skills"]);
    }

    [Fact]
    public async Task A_second_run_changes_nothing_and_says_so()
    {
        await RunAsync();
        var before = File.GetLastWriteTimeUtc($"{Skill}/SKILL.md");

        var (exit, output, _) = await RunAsync();

        (exit, output.TrimEnd()).ShouldBe((0, $"The skill is at {Skill} already; nothing was changed."));
        File.GetLastWriteTimeUtc($"{Skill}/SKILL.md").ShouldBe(before);
    }

    [Fact]
    public async Task An_older_skill_is_replaced_whole_and_its_neighbours_stay()
    {
        Write("skills/parent-claw/SKILL.md", "old");
        Write("skills/parent-claw/scripts/old.sh", "old");
        Write("skills/other/SKILL.md", "other");

        (await RunAsync()).Exit.ShouldBe(0);

        There().ShouldBe(["SKILL.md"]);
        (await File.ReadAllTextAsync($"{Home}/skills/other/SKILL.md")).ShouldBe("other");
        Directory.GetFileSystemEntries(Home).ShouldBe([$"{Home}/skills"]);
    }

    [Fact]
    public async Task What_a_killed_run_left_does_not_stop_the_next()
    {
        Write(".parent-claw.new/half", "");
        Write(".parent-claw.old/SKILL.md", "old");

        (await RunAsync()).Exit.ShouldBe(0);

        There().ShouldBe(["SKILL.md"]);
        Directory.GetFileSystemEntries(Home).ShouldBe([$"{Home}/skills"]);
    }

    [Theory]
    [InlineData("skills/parent-claw")]
    [InlineData("skills")]
    public async Task A_link_that_stands_there_is_left_as_it_is(string place)
    {
        Write("../elsewhere/parent-claw/mine.txt", "mine");
        Directory.CreateDirectory(Path.GetDirectoryName($"{Home}/{place}")!);
        File.CreateSymbolicLink($"{Home}/{place}", _folder["elsewhere"]);

        var (exit, _, errors) = await RunAsync();

        exit.ShouldBe(5);
        errors.ShouldContain("is a file or a link");
        Directory.GetFiles(_folder["elsewhere"], "*", SearchOption.AllDirectories)
            .ShouldBe([_folder["elsewhere/parent-claw/mine.txt"]]);
    }

    [Fact]
    public async Task A_dead_link_or_a_file_in_its_place_is_refused()
    {
        Write("skills/note", "");
        File.CreateSymbolicLink(Skill, _folder["nowhere"]);
        (await RunAsync()).Exit.ShouldBe(5);

        File.Delete(Skill);
        Write("skills/parent-claw", "a file");
        (await RunAsync()).Exit.ShouldBe(5);
        (await File.ReadAllTextAsync(Skill)).ShouldBe("a file");
    }

    [Fact]
    public async Task A_home_that_is_a_file_is_refused()
    {
        await File.WriteAllTextAsync(Home, "");

        var (exit, _, errors) = await RunAsync();

        exit.ShouldBe(5);
        errors.ShouldContain("is a file");
    }

    private async Task<(int Exit, string Output, string Errors)> RunAsync()
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var exit = await SkillInstall.RunAsync(Home, output, errors, CancellationToken.None);
        return (exit, output.ToString(), errors.ToString());
    }

    private IEnumerable<string> There() =>
        Directory.GetFiles(Skill, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Skill, path));

    private void Write(string path, string text)
    {
        var full = Path.GetFullPath(Path.Combine(Home, path));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
