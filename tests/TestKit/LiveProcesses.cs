using System.Globalization;
using System.Text;

namespace ParentClaw.TestKit;

/// <summary>What runs on this host, by /proc; a process that only waits to be reaped does not run.</summary>
public static class LiveProcesses
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <summary>Ids of the processes among whose arguments the text stands.</summary>
    public static IReadOnlyList<int> Naming(string text) =>
    [
        .. Directory.GetDirectories("/proc")
            .Select(folder => Path.GetFileName(folder)!)
            .Where(name => name.All(char.IsAsciiDigit))
            .Select(name => int.Parse(name, CultureInfo.InvariantCulture))
            .Where(id => Read(id, "cmdline").Contains(text, StringComparison.Ordinal)),
    ];

    /// <summary>Whether the process runs.</summary>
    public static bool Has(int id)
    {
        var stat = Read(id, "stat");
        var state = stat.LastIndexOf(')') + 2;
        return stat.Length > state && stat[state] is not ('Z' or 'X');
    }

    /// <summary>Waits for the end of a process that was told to end: another's death is seen by looking only.</summary>
    /// <exception cref="TimeoutException">It runs on.</exception>
    public static async Task UntilGoneAsync(params IEnumerable<int> ids)
    {
        using var limit = new CancellationTokenSource(Limit);
        foreach (var id in ids)
        {
            while (Has(id))
            {
                if (limit.IsCancellationRequested)
                    throw new TimeoutException($"Process {id} still runs.");
                await Task.Delay(Look, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private static string Read(int id, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes($"/proc/{id}/{file}"));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
