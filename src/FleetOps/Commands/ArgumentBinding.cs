namespace ParentClaw.FleetOps.Commands;

/// <summary>Gives the words of one line to the arguments of one command.</summary>
internal sealed class ArgumentBinding(CommandDescription command)
{
    private readonly Dictionary<ArgumentDescription, object?> _values = [];
    private readonly List<ArgumentDescription> _positional =
        [.. command.Arguments.Where(argument => !argument.IsNamed)];

    /// <summary>What was bound so far.</summary>
    public IReadOnlyDictionary<ArgumentDescription, object?> Values => _values;

    /// <summary>The first required argument that nothing was bound to; null where nothing is missing.</summary>
    public ArgumentDescription? Missing => command.Arguments
        .FirstOrDefault(argument => !argument.IsOptional && !_values.ContainsKey(argument));

    /// <summary>The sentence for a line in which an argument is missing.</summary>
    public string Needs(ArgumentDescription missing) =>
        WithUsage($"/{command.Name} needs {Said(missing)}: {missing.Summary}");

    /// <summary>Binds all words; the refusal, or null where each has its place.</summary>
    public string? Bind(LineWords words)
    {
        while (words.TryPeek(out var word))
        {
            if (FindNamed(word) is { } named)
            {
                if (BindNamed(named, word) is { } refusal)
                    return refusal;
                words.Take();
            }
            else if (BindPositional(word, words) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Binds an answer to the argument that was asked for and to no other; the refusal, or null.</summary>
    public string? Bind(GivenAnswer answer)
    {
        var argument = command.Arguments.FirstOrDefault(argument => argument.Name == answer.Argument);
        if (argument is null || _values.ContainsKey(argument))
            return WithUsage($"/{command.Name} was not asked for {Quoted.Text(answer.Argument)}.");
        if (!argument.TryRead(answer.Text, out var value, out var refusal))
            return WithUsage(refusal);

        _values.Add(argument, value);
        return null;
    }

    private static string Said(ArgumentDescription argument) =>
        argument.Choices.IsEmpty ? $"<{argument.Name}>" : argument.Usage.TrimEnd('…');

    private ArgumentDescription? FindNamed(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is var sign and > 0
            ? command.Arguments.FirstOrDefault(argument =>
                argument.IsNamed
                && LineWords.WithoutDashes(word[..sign]).Equals(argument.Name, StringComparison.OrdinalIgnoreCase))
            : null;

    private string? BindNamed(ArgumentDescription argument, string word)
    {
        if (_values.ContainsKey(argument))
            return WithUsage($"{argument.Name}= was given twice.");
        var text = word[(word.IndexOf('=', StringComparison.Ordinal) + 1)..];
        if (!argument.TryRead(text, out var value, out var refusal))
            return WithUsage(refusal);

        _values.Add(argument, value);
        return null;
    }

    /// <summary>
    /// An optional argument that cannot be this word leaves it to those behind, and waits for another:
    /// <c>/audit 50</c> names no claw, <c>/logs alice errors 50</c> says how many lines all the same.
    /// </summary>
    private string? BindPositional(string word, LineWords words)
    {
        string? firstRefusal = null;
        foreach (var argument in _positional)
        {
            var text = argument.TakesRest ? words.TakeRest() : word;
            if (argument.TryRead(text, out var value, out var refusal))
            {
                _positional.Remove(argument);
                _values.Add(argument, value);
                if (!argument.TakesRest)
                    words.Take();
                return null;
            }

            firstRefusal ??= refusal;
            if (!argument.IsOptional)
                break;
        }

        return WithUsage(firstRefusal ?? Superfluous(word));
    }

    private string Superfluous(string word)
    {
        var name = word.Split('=', 2)[0];
        var known = command.Arguments.Where(argument => argument.IsNamed).Select(argument => argument.Name);
        var meant = Nearest.To(name, known);
        return $"/{command.Name} does not know what to do with {Quoted.Text(word)}."
            + (meant is null ? "" : $" Did you mean {meant}=…?");
    }

    private string WithUsage(string why) => $"{why}\nUsage: {command.Usage}\nExample: {command.Example}";
}
