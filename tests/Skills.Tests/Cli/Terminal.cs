using System.Text;
using ParentClaw.Skills.Cli;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Cli;

/// <summary>Runs command lines in this process, on a data folder of the test's own.</summary>
internal sealed class Terminal : IDisposable
{
    private readonly TempFolder _data = new();
    private readonly Queue<string?> _typed = new();

    /// <summary>The data folder.</summary>
    public string Data => _data.Path;

    /// <summary>Whether a person sits there.</summary>
    public bool IsPersonThere { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Standard input.</summary>
    public string Input { get; init; } = "";

    /// <summary>More in the environment.</summary>
    public Dictionary<string, string> Variables { get; init; } = [];

    /// <summary>What happened at the keyboard, in order: <c>hide</c>, <c>type</c>, <c>show</c>.</summary>
    public List<string> Acts { get; } = [];

    /// <summary>What will be typed; null ends the input.</summary>
    public Terminal Typing(params IEnumerable<string?> lines)
    {
        foreach (var line in lines)
            _typed.Enqueue(line);
        return this;
    }

    /// <summary>Runs one.</summary>
    public async Task<(int Exit, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, CancellationToken cancellationToken = default)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        var around = new Surroundings
        {
            Output = TextWriter.Synchronized(output),
            Errors = TextWriter.Synchronized(errors),
            OpenInput = () => new MemoryStream(Encoding.UTF8.GetBytes(Input)),
            Variable = name => name == "PARENTCLAW_DATA" ? Data : Variables.GetValueOrDefault(name),
            Time = Time,
            IsInputTerminal = IsPersonThere,
            IsErrorTerminal = IsPersonThere,
            ReadLine = () =>
            {
                Acts.Add("type");
                return _typed.Dequeue();
            },
            HideTyping = () =>
            {
                Acts.Add("hide");
                return new Shown(Acts);
            },
        };
        var exit = await new CommandLine(around).RunAsync([.. arguments], cancellationToken);
        return (exit, output.ToString(), errors.ToString());
    }

    /// <summary>Runs one of which no word has a blank.</summary>
    public Task<(int Exit, string Output, string Errors)> RunAsync(string line) => RunAsync(line.Split(' '));

    /// <inheritdoc/>
    public void Dispose() => _data.Dispose();

    private sealed class Shown(List<string> acts) : IDisposable
    {
        public void Dispose() => acts.Add("show");
    }
}
