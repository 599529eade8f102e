using ParentClaw.FleetOps.Commands;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

public sealed class FullDiskTests
{
    private const int DiskSize = 8;

    [MountFact]
    public async Task A_disk_that_fills_up_is_said_in_one_sentence_and_loses_nothing()
    {
        using var disk = new SmallDisk(DiskSize);
        using var home = new Home(Path.Combine(disk.Path, "data"));
        await using var parent = await LiveParent.StartAsync(home, "--Sandbox:Machines=None", "--AzureVms:TrafficLog=");
        await parent.DoAsync("/deploy alice");
        var ballast = Path.Combine(disk.Path, "ballast");
        Fill(ballast);

        var told = await parent.SayAsync("/deploy bob");

        told.Reply.Status.ShouldBe(ReplyStatus.Failed, told.Text);
        told.Text.ShouldContain(" is full. Nothing was lost; free some space there, then try again.");
        (await parent.DoAsync("/fleet")).Text.ShouldContain("1 claw: 1 running");

        File.Delete(ballast);
        await parent.DoAsync("/deploy bob");
        (await parent.DoAsync("/fleet")).Text.ShouldContain("2 claws: 2 running");
    }

    private static void Fill(string ballast)
    {
        using var file = new FileStream(ballast, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var piece in new[] { 65_536, 4_096, 1 })
        {
            try
            {
                while (true)
                    file.Write(new byte[piece]);
            }
            catch (IOException)
            {
                // Full for pieces of this size.
            }
        }
    }
}
