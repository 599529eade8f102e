namespace ParentClaw.Sandbox.Machines;

/// <summary>Runs a script on a process machine as the cloud's agent would.</summary>
internal static class ProcessScript
{
    /// <summary>What Azure gives a script; a stuck one must not hold the machine for ever.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(90);

    public static async Task<CommandOutput> RunAsync(
        MachineFolder folder, MachineRecord record, string script, IReadOnlyDictionary<string, string> parameters,
        CancellationToken cancellationToken)
    {
        var file = folder.InRoot($"var/lib/waagent/run-command/{Guid.NewGuid():N}.sh");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, script, cancellationToken);
        var environment = new Dictionary<string, string>(folder.EnvironmentOf(record), StringComparer.Ordinal);
        foreach (var (name, value) in parameters)
            environment[name] = value;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        var output = await LocalCommand.RunAsync(
            ["/bin/bash", file, .. parameters.Values], folder.Root, environment, limit.Token);
        File.Delete(file);
        return output;
    }
}
