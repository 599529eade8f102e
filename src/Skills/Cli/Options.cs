using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.Skills.Cli;

/// <summary>The options that every command takes.</summary>
internal sealed class Options
{
    private readonly Option<bool> _json = Flag("Print one line of JSON.", "--json");
    private readonly Option<bool> _wait = Flag("Wait to the end, for a person's decision too.", "--wait");
    private readonly Option<bool> _noWait = Flag("Wait for nothing.", "--no-wait");
    private readonly Option<string> _timeout =
        new("--timeout") { Description = "How long to wait at most, as 30s, 10m or 1h.", HelpName = "TIME" };

    private readonly Option<bool> _quiet = Flag("Say nothing but errors.", "--quiet", "-q");
    private readonly Option<bool> _watch = Flag("Give it again and again, until Ctrl-C.", "--watch");

    private readonly Option<bool> _dryRun = Flag("Only tell what it would do.", "--dry-run");
    private readonly Option<string> _why =
        new("--why") { Description = "Why, for the person who decides.", HelpName = "TEXT" };

    private readonly Option<string> _agent = new("--agent")
    {
        Description = $"Who calls, where that is a program; else {Call.AgentVariable}.", HelpName = "NAME",
    };

    private readonly Option<string> _data = new("--data")
    {
        Description = "The parent's data folder; else PARENTCLAW_DATA, else the account's.", HelpName = "DIR",
    };

    private readonly Option<string> _output =
        new("--output", "-o") { Description = "Where a file in the answer goes.", HelpName = "FILE" };

    private readonly Option<bool> _help = Flag("Explain it.", "--help", "-h");

    /// <summary>All that a command takes, in the order of help.</summary>
    /// <param name="hasDryRun">Whether it can tell what it would do.</param>
    public IEnumerable<Option> All(bool hasDryRun) =>
    [
        _json, _wait, _noWait, _timeout, _quiet, _watch, .. hasDryRun ? (Option[])[_dryRun] : [], _why, _agent, _data,
        _output, _help,
    ];

    /// <summary>Reads them; the refusal says which is wrong.</summary>
    public bool TryRead(
        ParseResult parsed, [NotNullWhen(true)] out Call? call, [NotNullWhen(false)] out string? refusal)
    {
        call = null;
        refusal = null;
        if (parsed.Errors is [var error, ..])
        {
            refusal = error.Message;
            return false;
        }

        var (wait, noWait) = (parsed.GetValue(_wait), parsed.GetValue(_noWait));
        var (agent, timeout) = (parsed.GetValue(_agent), parsed.GetValue(_timeout));
        TimeSpan? limit = null;
        if (wait && noWait)
            refusal = "--wait and --no-wait exclude each other.";
        else if (agent is not null && !Call.IsAgentName(agent))
            refusal = $"{Quoted.Text(agent)} is no name. {Call.AgentRule}";
        else if (timeout is null)
            limit = null;
        else if (Duration.TryRead(timeout, out var duration))
            limit = duration;
        else
            refusal = $"{Quoted.Text(timeout)} is no time to wait. {Duration.Rule}";
        if (refusal is not null)
            return false;

        call = new Call
        {
            Json = parsed.GetValue(_json), Wait = wait ? true : noWait ? false : null, Timeout = limit,
            Quiet = parsed.GetValue(_quiet), Watch = parsed.GetValue(_watch), DryRun = parsed.GetValue(_dryRun),
            Why = parsed.GetValue(_why), Agent = agent, Data = parsed.GetValue(_data),
            Output = parsed.GetValue(_output), Help = parsed.GetValue(_help),
        };
        return true;
    }

    /// <summary>An option that takes no value: the word behind it is none of its.</summary>
    private static Option<bool> Flag(string description, string name, params string[] aliases) =>
        new(name, aliases) { Description = description, Arity = ArgumentArity.Zero };
}
