using System.Globalization;
using System.Text;
using ParentClaw.FleetOps.Remote;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Machines;

/// <summary>
/// A computer with systemd on which the parent is installed as its users do it: from the published program, by
/// <c>install.sh</c>, as root. Its cloud is the sandbox, whose machines answer on paper, and agents may deploy.
/// </summary>
public sealed class ServiceBox : IAsyncLifetime
{
    /// <summary>Where the program lies that is installed first.</summary>
    internal const string Program = "/mnt/program";

    private const string Settings = """
        {
          "Sandbox": { "Machines": "None", "Speed": 0.3 },
          "Agents": { "Rules": { "Any": { "deploy": "Act" } } }
        }
        """;

    /// <summary>Publishing compiles all of it, on two cores that others use too.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly ProcessRunner _runner = new(TimeProvider.System);
    private TempFolder? _folder;
    private RunningProcess? _keeper;
    private int _init;

    private static string Root { get; } = Ancestors(AppContext.BaseDirectory)
        .First(folder => File.Exists(Path.Combine(folder, "ParentClaw.sln")));

    public async Task InitializeAsync()
    {
        if (MachineFactAttribute.Missing is not null)
            return;

        _folder = new TempFolder();
        var published = await _runner.RunAsync(
            new ProcessOrder(Path.Combine(Root, "packaging/publish.sh"), _folder["program"]) { Deadline = Patience },
            CancellationToken.None);
        published.ExitCode.ShouldBe(0, published.ErrorText);
        _keeper = RunningProcess.Start(new ProcessOrder(
            Path.Combine(Root, "tests/EndToEnd/Machines/service-box.sh"), _folder.Path, await BootImages.StockAsync(),
            Path.Combine(AppContext.BaseDirectory, "Machines/Nspawn/nspawn-machine.sh"),
            $"--bind-ro={_folder["program"]}:{Program}", $"--bind-ro={Root}:/mnt/tree"));
        using var said = new StreamReader(_keeper.Output, leaveOpen: true);
        var init = await said.ReadLineAsync();
        init.ShouldNotBeNull("the container did not boot");
        _init = int.Parse(init, CultureInfo.InvariantCulture);
        await RunAsync($"""
            mkdir -p /etc/parentclaw
            cat >/etc/parentclaw/appsettings.json <<'END'
            {Settings}
            END
            /mnt/tree/install.sh --from {Program}
            """);
    }

    public async Task DisposeAsync()
    {
        if (_keeper is not null)
        {
            _keeper.Input.Close();
            await _keeper.WaitForExitAsync(CancellationToken.None);
            _keeper.Dispose();
        }

        _folder?.Dispose();
    }

    /// <summary>Runs a shell script there as root, which must succeed; what it printed.</summary>
    internal async Task<string> RunAsync(string script)
    {
        var (exit, output, errors) = await TryAsync(script);
        exit.ShouldBe(0, $"{script}\n{output}{errors}");
        return output;
    }

    /// <summary>The same, whatever becomes of it.</summary>
    internal async Task<(int? Exit, string Output, string Errors)> TryAsync(string script)
    {
        var order = new ProcessOrder(
            "nsenter", "--target", $"{_init}", "--mount", "--uts", "--ipc", "--net", "--pid", "--root", "--wd", "--",
            "env", "--ignore-environment", "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME=/root", "LANG=C.UTF-8", "bash", "-Eeuo", "pipefail", "-s")
        {
            Input = Encoding.UTF8.GetBytes(script + "\n"),
            Deadline = Patience,
        };
        var end = await _runner.RunAsync(order, CancellationToken.None);
        return (end.ExitCode, Encoding.UTF8.GetString(end.Output.Kept.Span).Trim(), end.ErrorText);
    }

    private static IEnumerable<string> Ancestors(string folder)
    {
        for (var one = new DirectoryInfo(folder); one is not null; one = one.Parent)
            yield return one.FullName;
    }
}
