using System.Text.Json.Nodes;
using ParentClaw.TestKit;

namespace ParentClaw.Sandbox.Tests.Machines.Nspawn;

/// <summary>Sandboxes whose machines boot from the stock image, and a way into them that knows their host
/// key.</summary>
public abstract class NspawnBoxes
{
    private static readonly Lazy<Task<MachineKeys>> Keys = new(MachineKeys.MakeAsync);

    private protected static async Task<Box> OpenAsync()
    {
        var image = await BootImages.StockAsync();
        return await Box.OpenAsync(o => o with
        {
            Machines = MachineKind.Nspawn,
            Images = new Dictionary<string, string> { ["1.0.0"] = image },
        });
    }

    /// <summary>A machine of its own with address, NIC and data disk; its host key is given to it.</summary>
    private protected static async Task<SandboxMachine> DeployAsync(Box box, string name)
    {
        await box.EndOfAsync(await box.PutAsync(box.AddressId($"{name}-ip"), Box.Network, Some.Address()));
        await box.EndOfAsync(await box.PutAsync(
            box.NicId($"{name}-nic"), Box.Network, Some.Nic(box, $"{name}-ip")));
        await box.EndOfAsync(await box.PutAsync(box.DiskId($"{name}-d1"), Box.DiskVersion, Some.Disk(1)));
        return await CreateAsync(box, name, $"{name}-d1");
    }

    /// <summary>A machine on a NIC that is there.</summary>
    private protected static async Task<SandboxMachine> CreateAsync(
        Box box, string name, string? disk, string image = "1.0.0")
    {
        var keys = await Keys.Value;
        var body = Some.Machine(box, $"{name}-nic", disk, image, UserData(keys));
        var linux = body["properties"]!["osProfile"]!["linuxConfiguration"]!;
        linux["ssh"]!["publicKeys"]![0]!["keyData"] = keys.AccessPublic;
        var made = await box.EndOfAsync(await box.PutAsync(box.VmId(name), Box.Compute, body));
        (await box.GetAsync(box.VmId(name), Box.Compute)).Property("provisioningState")!.GetValue<string>()
            .ShouldBe("Succeeded", made.Body?.ToJsonString());
        return box.Server.Machines.FindByName(name)!;
    }

    /// <summary>A command over SSH, which refuses any host key but the one that the machine was given.</summary>
    private protected static async Task<string> SshAsync(string address, string command)
    {
        var (exit, output) = await TrySshAsync(address, command);
        exit.ShouldBe(0, output);
        return output.Trim();
    }

    private protected static async Task<(int Exit, string Output)> TrySshAsync(string address, string command) =>
        await (await Keys.Value).SshAsync("keeper", address, command);

    /// <summary>A boot is over for who starts it before sshd listens.</summary>
    private protected static async Task UntilSshAsync(Box box, string name)
    {
        while (!box.Server.Machines.FindByName(name)!.SshReachable)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    private protected static async Task<string> RunAsync(Box box, string name, string script)
    {
        var answer = await box.PostAsync($"{box.VmId(name)}/runCommand", Some.Script(script));
        return answer.Body!["value"]!.AsArray()[0]!["message"]!.GetValue<string>();
    }

    /// <summary>A script on a machine with its data disk mounted at <c>/data</c>, formatted where it was not.</summary>
    private protected static Task<string> OnDataAsync(Box box, string name, string script, int lun = 0) =>
        RunAsync(box, name, $$"""
            set -e
            disk=/dev/disk/azure/scsi1/lun{{lun}}
            blkid -p $disk >/dev/null || mkfs.ext4 -q $disk
            mountpoint -q /data || { mkdir -p /data; mount $disk /data; }
            {{script}}
            """);

    private static string UserData(MachineKeys keys) => "#cloud-config\n" + new JsonObject
    {
        ["ssh_keys"] = new JsonObject
        {
            ["ed25519_private"] = keys.HostPrivate,
            ["ed25519_public"] = keys.HostPublic,
        },
    }.ToJsonString();
}
