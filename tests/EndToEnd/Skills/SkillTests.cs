using System.Text;
using System.Text.Json;
using ParentClaw.FleetOps.Remote;
using ParentClaw.Skills;
using ParentClaw.TestKit;
using ParentClaw.TestKit.Gateway;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>The skill, as the real OpenClaw from npm sees it.</summary>
public sealed class SkillTests
{
    [Needs("npm")]
    public async Task OpenClaw_finds_the_skill_eligible_exactly_where_parentclaw_is_on_its_PATH()
    {
        var install = await OpenClawInstall.EnsureAsync();
        using var home = new TempFolder();
        var program = Path.Combine(AppContext.BaseDirectory, "parentclaw");
        var placed = await new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessOrder(program, "skill", "install", "--openclaw-home", home[".openclaw"]), CancellationToken.None);
        placed.ExitCode.ShouldBe(0);

        using var with = await InfoAsync(AppContext.BaseDirectory);
        with.RootElement.GetProperty("eligible").GetBoolean().ShouldBeTrue(with.RootElement.ToString());
        with.RootElement.GetProperty("source").GetString().ShouldBe("openclaw-managed");
        MissingOf(with.RootElement).ShouldBeEmpty();

        using var without = await InfoAsync("/bin");
        without.RootElement.GetProperty("eligible").GetBoolean().ShouldBeFalse();
        MissingOf(without.RootElement).ShouldBe(["parentclaw"]);

        using var list = await AskAsync(AppContext.BaseDirectory, "list");
        var listed = list.RootElement.GetProperty("skills").EnumerateArray()
            .Single(skill => skill.GetProperty("name").GetString() == SkillInstall.Name);
        listed.GetProperty("eligible").GetBoolean().ShouldBeTrue();
        listed.GetProperty("modelVisible").GetBoolean().ShouldBeTrue();
        listed.GetProperty("commandVisible").GetBoolean().ShouldBeTrue();

        Task<JsonDocument> InfoAsync(string path) => AskAsync(path, "info", SkillInstall.Name);

        async Task<JsonDocument> AskAsync(string path, params string[] question)
        {
            var end = await new ProcessRunner(TimeProvider.System).RunAsync(
                new ProcessOrder("env", ["openclaw", "skills", .. question, "--json"])
                {
                    Environment = new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["HOME"] = home.Path,
                        ["PATH"] = $"{string.Join(':', install.Programs)}:/usr/bin:/bin:{path}",
                    },
                    Deadline = TimeSpan.FromMinutes(3), // on a busy host
                },
                CancellationToken.None);
            var answer = end.ToResult(end.ExitCode ?? -1);
            end.ExitCode.ShouldBe(0, answer.Error);
            return JsonDocument.Parse(Encoding.UTF8.GetBytes(answer.Text));
        }
    }

    private static IEnumerable<string?> MissingOf(JsonElement skill) =>
        skill.GetProperty("missing").GetProperty("bins").EnumerateArray().Select(bin => bin.GetString());
}
