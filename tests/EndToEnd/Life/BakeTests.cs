using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Life;

/// <summary>An image is baked of a real process machine, and claws live on it.</summary>
public sealed class BakeTests
{
    [Fact]
    public async Task A_claw_lives_on_a_baked_image_also_after_the_parent_began_anew()
    {
        using var home = new Home();
        await using (var parent = await LiveParent.StartAsync(home))
        {
            var baked = await parent.DoAsync("/bake 1.3.0 image=1.1.0");

            baked.Text.ShouldBe("Image 1.3.0 is baked on 1.1.0, with app layer 1.1.0. /upgrade alice image=1.3.0");
            baked.Done.ShouldContain("Deprovision");
            parent.Machines.All.ShouldBeEmpty();
            Directory.Exists(Path.Combine(home.Data, "sandbox", "disks")).ShouldBeFalse(); // no data disk was made
            (await parent.DoAsync("/fleet")).Text.ShouldStartWith("There is no claw yet.");
            (await parent.DoAsync("/images")).Text.ShouldContain("1.3.0");
            if (TrafficCheck.Validator is not null)
                (await TrafficCheck.FindingsAsync(home.TrafficLog)).ShouldBe("");
            await parent.DoAsync("/deploy alice image=1.3.0");
        }

        await using var next = await LiveParent.StartAsync(home);
        await next.DoAsync("/deploy bob image=1.0.0");
        await next.DoAsync("/upgrade bob image=1.3.0");

        foreach (var name in new[] { "alice", "bob" })
            (await next.ClawAsync(name)).Spec!.Image.ToString().ShouldBe("1.3.0");
        (await next.DoAsync("/verify alice")).Text.ShouldContain("alice");
    }

    [Fact]
    public async Task Nothing_of_the_machine_that_was_baked_is_in_the_image()
    {
        using var home = new Home();
        await using var parent = await LiveParent.StartAsync(home);

        await parent.DoAsync("/bake 1.3.0");

        var image = Path.Combine(home.Data, "sandbox", "captured", "claw", "1.3.0");
        File.Exists(Path.Combine(image, "usr/bin/openclaw")).ShouldBeTrue();
        foreach (var own in new[] { "opt/claw", "etc/claw/claw.env", "home/claw/.ssh", "var/lib/cloud/instances" })
            Path.Exists(Path.Combine(image, own)).ShouldBeFalse(own);
        Directory.EnumerateFiles(Path.Combine(image, "etc"), "ssh_host_*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_base_that_does_not_boot_becomes_no_image()
    {
        await using var parent = await LiveParent.StartAsync(null);

        var told = await parent.SayAsync("/bake 1.3.0 image=9.9.9");

        told.Operation.ShouldBeNull();
        told.Text.ShouldContain("There is no image 9.9.9.");
        parent.Machines.All.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("1.3", "'1.3' is no image version: three numbers, as 1.3.0.")]
    [InlineData("1.3.0-rc", "'1.3.0-rc' is no image version: three numbers, as 1.3.0.")]
    [InlineData("1.1.0", "There is an image 1.1.0 already. /images shows all; choose another number.")]
    public async Task A_version_that_cannot_be_is_refused(string version, string sentence)
    {
        await using var parent = await LiveParent.StartAsync(null, "--Sandbox:Machines=None");

        (await parent.SayAsync($"/bake {version}")).Text.ShouldBe(sentence);
    }
}
