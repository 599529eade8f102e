using System.Text.Json;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.TestKit;

namespace ParentClaw.EndToEnd.Skills;

/// <summary>The executable <c>parentclaw</c> beside the executable <c>parentbot</c>.</summary>
public sealed class CliTests : IDisposable
{
    private static readonly string[] OnPaper = ["--Sandbox:Machines=None", "--Sandbox:Speed=0"];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Needs("env", "dotnet")]
    public async Task An_agent_looks_proposes_and_is_refused_each_with_its_exit_status()
    {
        using var parent = await StartAsync();

        var look = await RunningParentClaw.RunAsync(_folder.Path, "fleet", "--json");
        (look.Exit, look.Errors).ShouldBe((0, ""));
        Read(look.Output).Ok.ShouldBeTrue();

        var order = await RunningParentClaw.RunAsync(_folder.Path, "deploy", "bob", "--json", "--why", "He needs one.");
        order.Exit.ShouldBe(3);
        Read(order.Output).Data!.Proposal!.Why.ShouldBe("He needs one.");

        var no = await RunningParentClaw.RunAsync(_folder.Path, "status", "zoe");
        (no.Exit, no.Output).ShouldBe((5, ""));
        no.Errors.ShouldStartWith("There is no claw named zoe.");
    }

    [Needs("env", "dotnet")]
    public async Task A_command_that_only_this_parent_has_is_found_there()
    {
        (await RunningParentClaw.RunAsync(_folder.Path, "sandbox", "--help")).Exit.ShouldBe(2);

        using var parent = await StartAsync();

        var help = await RunningParentClaw.RunAsync(_folder.Path, "sandbox", "--help");
        (help.Exit, help.Errors).ShouldBe((0, ""));
        help.Output.ShouldContain("Example: parentclaw sandbox break alice gateway");
    }

    [Needs("env", "dotnet")]
    public async Task A_parent_that_was_killed_leaves_a_socket_and_the_next_one_takes_it_over()
    {
        using (var killed = await StartAsync())
            await killed.KillAsync();

        var alone = await RunningParentClaw.RunAsync(_folder.Path, "fleet", "--json");
        alone.Exit.ShouldBe(4);
        Read(alone.Output).Error!.Message.ShouldContain("is left of one that ended");

        using var next = await StartAsync();
        (await RunningParentClaw.RunAsync(_folder.Path, "fleet")).Exit.ShouldBe(0);
    }

    [Needs("env", "dotnet")]
    public async Task What_an_Admin_lets_be_applied_to_several_claws_is_waited_for_to_the_end_of_each()
    {
        using var parent = await StartAsync();
        var manifest = Path.Combine(_folder.Path, "fleet.yaml");
        await File.WriteAllTextAsync(manifest, "claws: {alice: {image: 1.0.0}, bob: {image: 1.0.0}}");

        var order = await RunningParentClaw.RunAsync(_folder.Path, "apply", manifest, "--json");
        var id = Read(order.Output).Data!.Proposal!.Id;

        await parent.Input.WriteLineAsync($"/decide {id} approve");
        var (_, output, _) = await RunningParentClaw.RunAsync(_folder.Path, "proposals", id, "--wait", "--json");

        var operations = Read(output).Data!.Operations.ShouldNotBeNull(output);
        operations.Select(one => one.Claw).ShouldBe(["alice", "bob"]);
        operations.ShouldAllBe(one => one.EndedAt != null, output);
    }

    [Needs("env", "dotnet")]
    public async Task Run_becomes_the_parent()
    {
        var (exit, output, errors) = await RunningParentClaw.RunAsync(_folder.Path, "run", "--version");

        (exit, errors).ShouldBe((0, ""));
        output.ShouldStartWith("parentbot ");
    }

    private static Envelope Read(string line) => JsonSerializer.Deserialize(line, ContractJson.Default.Envelope)!;

    private async Task<RunningParentBot> StartAsync()
    {
        var parent = new RunningParentBot(_folder.Path, OnPaper);
        await parent.Input.WriteLineAsync("/fleet"); // what is answered in its chat is answered on its socket
        while (await parent.Output.ReadLineAsync() is { } line && !line.Contains("no claw yet", StringComparison.Ordinal))
            continue;
        return parent;
    }
}
