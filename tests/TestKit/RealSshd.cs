using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using ParentClaw.FleetOps.Remote;
using ParentClaw.FleetOps.Secrets;

namespace ParentClaw.TestKit;

/// <summary>A real sshd on loopback with a host key of its own, which lets the current account in by one key.</summary>
public sealed class RealSshd : IAsyncDisposable
{
    private const int DeletionTries = 40;

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DeletionPause = TimeSpan.FromMilliseconds(250);

    private readonly DirectoryInfo _folder;
    private readonly RunningProcess _process;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly TaskCompletionSource _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    private RealSshd(DirectoryInfo folder, RunningProcess process, int port, KeyPair host, KeyPair access)
    {
        _folder = folder;
        _process = process;
        Port = port;
        HostKey = host.Public;
        AccessKey = access.Private;
        _reading = ReadLogAsync();
    }

    /// <summary>The home of who enters.</summary>
    public string Home => _folder.FullName;

    /// <summary>Where it listens on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Its public host key.</summary>
    public string HostKey { get; }

    /// <summary>How many connections it admitted.</summary>
    public int Admitted => _log.Count(line => line.Contains("Accepted publickey", StringComparison.Ordinal));

    /// <summary>The private key that opens it.</summary>
    public Secret AccessKey { get; }

    /// <summary>Starts one and waits until it listens.</summary>
    /// <param name="programs">Folders that come first on the PATH of who enters; none for sshd's own PATH.</param>
    public static async Task<RealSshd> StartAsync(params IReadOnlyList<string> programs)
    {
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd");
        var folder = Directory.CreateTempSubdirectory("sshd-");
        var pairs = new KeyPairs(new ProcessRunner(TimeProvider.System));
        var host = await pairs.MakeAsync(CancellationToken.None);
        var access = await pairs.MakeAsync(CancellationToken.None);
        var port = FreePort();
        var config = await WriteConfigAsync(folder.FullName, port, host, access, programs);
        var process = RunningProcess.Start(new ProcessOrder("/usr/sbin/sshd", "-D", "-e", "-f", config));
        var sshd = new RealSshd(folder, process, port, host, access);
        await sshd._listening.Task.WaitAsync(StartLimit);
        return sshd;
    }

    /// <summary>A port nobody listens on now.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _reading;
        _process.Dispose();
        for (var left = DeletionTries; left > 0; left--)
        {
            try
            {
                _folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (left > 1)
            {
                // What was begun over it ends a moment later than it, and still writes into its home.
                await Task.Delay(DeletionPause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static async Task<string> WriteConfigAsync(
        string folder, int port, KeyPair host, KeyPair access, IReadOnlyList<string> programs)
    {
        var path = programs.Count == 0 ? "" : $" PATH={string.Join(':', programs)}:/usr/local/bin:/usr/bin:/bin";
        var (key, doors, config) = ($"{folder}/host", $"{folder}/authorized", $"{folder}/sshd_config");
        await File.WriteAllTextAsync(key, host.Private.Reveal());
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(doors, access.Public + "\n");
        // An empty home: what the account's own start files do, and how long, is none of the tests' business.
        await File.WriteAllTextAsync(
            config,
            $"""
             ListenAddress 127.0.0.1:{port}
             HostKey {key}
             AuthorizedKeysFile {doors}
             PidFile none
             UsePAM no
             StrictModes no
             PermitRootLogin prohibit-password
             PasswordAuthentication no
             KbdInteractiveAuthentication no
             MaxStartups 100
             SetEnv HOME={folder}{path}
             LogLevel VERBOSE

             """);
        return config;
    }

    private async Task ReadLogAsync()
    {
        using var reader = new StreamReader(_process.Error);
        while (await reader.ReadLineAsync() is { } line)
        {
            _log.Enqueue(line);
            if (line.Contains("Server listening on", StringComparison.Ordinal))
                _listening.TrySetResult();
        }
        _listening.TrySetException(new InvalidOperationException($"sshd ended: {string.Join('\n', _log)}"));
    }
}
