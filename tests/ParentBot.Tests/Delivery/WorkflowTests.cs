using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using ParentClaw.TestKit;
using YamlDotNet.RepresentationModel;

namespace ParentClaw.ParentBot.Tests.Delivery;

/// <summary>What no workflow may do, so that neither a pull request nor a moved tag gets at a key.</summary>
public sealed partial class WorkflowTests
{
    [Fact]
    public void There_are_four_and_each_has_work()
    {
        Workflow.All.Select(workflow => workflow.Name)
            .ShouldBe(["bake-image.yml", "deploy-fleet.yml", "release.yml", "validate.yml"]);
        Workflow.All.ShouldAllBe(workflow => workflow.Jobs.Any() && workflow.Scripts.Any());
    }

    [Fact]
    public void Every_action_is_pinned_by_its_commit_and_says_its_version()
    {
        var used = Workflow.All.SelectMany(workflow => Uses().Matches(workflow.Text))
            .Select(match => match.Groups[1].Value).ToList();

        used.Count.ShouldBeGreaterThan(15);
        used.Where(use => !use.StartsWith("./", StringComparison.Ordinal))
            .ShouldAllBe(use => Pinned().IsMatch(use));
    }

    [Fact]
    public void One_action_has_one_version() =>
        Workflow.All.SelectMany(workflow => Uses().Matches(workflow.Text)).Select(match => match.Groups[1].Value)
            .GroupBy(use => use.Split('@')[0]).Where(action => action.Distinct().Count() > 1)
            .Select(action => action.Key).ShouldBeEmpty();

    [Fact]
    public void Rights_are_none_but_what_a_job_names()
    {
        foreach (var workflow in Workflow.All)
        {
            Workflow.Mapping(workflow.Root, "permissions").Children.ShouldBeEmpty(workflow.Name);
            foreach (var (job, node) in workflow.Jobs)
            {
                var rights = Workflow.Mapping(node, "permissions").Children
                    .Select(right => $"{right.Key}: {right.Value}").ToList();
                rights.ShouldContain(right => right.StartsWith("contents: ", StringComparison.Ordinal));
                rights.Where(right => right.EndsWith("write", StringComparison.Ordinal)).ShouldBeSubsetOf(
                    MayWrite(workflow, job)
                        ? ["attestations: write", "contents: write", "id-token: write", "packages: write"]
                        : workflow.Name == "bake-image.yml" ? ["id-token: write"] : [],
                    $"{workflow.Name} {job}");
            }
        }
    }

    [Fact]
    public void Who_writes_or_acts_does_so_behind_a_protected_environment()
    {
        var acting = Workflow.All.SelectMany(workflow => workflow.Jobs)
            .Where(job => job.Key is "apply" or "bake" or "image" or "release").ToList();

        acting.Count.ShouldBe(4);
        acting.ShouldAllBe(job => Workflow.Find(job.Value, "environment") != null);
    }

    [Fact]
    public void No_workflow_runs_with_the_keys_of_the_repository_on_the_code_of_a_stranger()
    {
        foreach (var workflow in Workflow.All)
        {
            workflow.Text.ShouldNotContain("pull_request_target");
            workflow.Text.ShouldNotContain("workflow_run");
            workflow.Text.ShouldNotContain("secrets: inherit");
        }

        foreach (var (_, plan) in Workflow.All.Single(workflow => workflow.Name == "deploy-fleet.yml").Jobs)
        {
            var condition = Workflow.Find(plan, "if").ShouldNotBeNull().ToString();
            (condition.Contains("head.repo.full_name == github.repository", StringComparison.Ordinal)
                || condition.Contains("event_name != 'pull_request' &&", StringComparison.Ordinal)).ShouldBeTrue();
        }
    }

    [Fact]
    public void No_script_has_words_of_others_pasted_into_it()
    {
        var scripts = Workflow.All.SelectMany(workflow => workflow.Scripts).ToList();

        scripts.Count.ShouldBeGreaterThan(10);
        scripts.ShouldAllBe(script => !script.Contains("${{", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_runs_for_ever_or_twice_at_once()
    {
        foreach (var workflow in Workflow.All)
        {
            Workflow.Mapping(workflow.Root, "concurrency").Children.Keys.Select(key => key.ToString())
                .ShouldContain("group", workflow.Name);
            foreach (var (job, node) in workflow.Jobs.Where(job => Workflow.Find(job.Value, "uses") is null))
                Workflow.Find(node, "timeout-minutes").ShouldNotBeNull($"{workflow.Name} {job}");
        }
    }

    [Fact]
    public void Nothing_leaves_a_key_of_git_behind_and_no_runner_is_the_latest()
    {
        var checkouts = Workflow.All.SelectMany(workflow => workflow.Steps)
            .Where(step => Workflow.Find(step, "uses")?.ToString().StartsWith("actions/checkout@") is true).ToList();

        checkouts.Count.ShouldBeGreaterThan(5);
        checkouts.ShouldAllBe(step =>
            Workflow.Find(Workflow.Mapping(step, "with"), "persist-credentials")!.ToString() == "false");
        Workflow.All.ShouldAllBe(workflow => !workflow.Text.Contains("-latest", StringComparison.Ordinal));
    }

    [Needs("shellcheck")]
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The linter is a program.")]
    public async Task What_they_run_is_clean_for_shellcheck()
    {
        using var folder = new TempFolder();
        var files = new List<string>();
        foreach (var workflow in Workflow.All)
        {
            var shell = Workflow.Mapping(Workflow.Mapping(workflow.Root, "defaults"), "run");
            Workflow.Find(shell, "shell")!.ToString().ShouldBe("bash", "GitHub's default has no pipefail");
            foreach (var (index, script) in workflow.Scripts.Index())
            {
                files.Add(folder[$"{workflow.Name}-{index}.sh"]);
                await File.WriteAllTextAsync(files[^1], $"#!/usr/bin/env bash\nset -eo pipefail\n{script}");
            }
        }

        files.Count.ShouldBeGreaterThan(10);
        using var shellcheck = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("shellcheck", files)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
        var found = await shellcheck.StandardOutput.ReadToEndAsync();
        await shellcheck.WaitForExitAsync();
        found.ShouldBe("");
        shellcheck.ExitCode.ShouldBe(0);
    }

    private static bool MayWrite(Workflow workflow, string job) =>
        workflow.Name == "release.yml" && (job is "image" or "release");

    [GeneratedRegex(@"uses: (.+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"^[a-z-]+/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
