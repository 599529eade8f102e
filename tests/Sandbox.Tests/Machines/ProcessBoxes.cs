namespace ParentClaw.Sandbox.Tests.Machines;

/// <summary>Sandboxes whose machines are processes of a tiny image.</summary>
public abstract class ProcessBoxes
{
    private protected static Task<Box> OpenAsync() => Box.OpenAsync(o => o with
    {
        Machines = MachineKind.Process,
        Images = new Dictionary<string, string> { ["1.0.0"] = TinyImage.Make(Path.Combine(o.Folder, "image")) },
    });

    /// <summary>A machine whose init has said that it is up.</summary>
    private protected static async Task<SandboxMachine> UpAsync(Box box, string name)
    {
        var machine = box.Server.Machines.FindByName(name)!;
        while (!File.Exists(Path.Combine(machine.Root, "run/up")))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        return box.Server.Machines.FindByName(name)!;
    }

    private protected static async Task<string> RunAsync(Box box, string name, string script)
    {
        var answer = await box.PostAsync($"{box.VmId(name)}/runCommand", Some.Script(script));
        return answer.Body!["value"]!.AsArray()[0]!["message"]!.GetValue<string>();
    }
}
