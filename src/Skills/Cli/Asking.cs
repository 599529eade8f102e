using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Asks the person at the terminal what a command asks.</summary>
internal sealed class Asking(Surroundings around)
{
    /// <summary>Asks; null where he ends the input, and so answers nothing.</summary>
    public async Task<string?> AskAsync(QuestionView question, string? about, CancellationToken cancellationToken)
    {
        if (about is { Length: > 0 })
            await around.Errors.WriteLineAsync(about);

        var isHidden = question.Kind == "secret";
        using var hidden = isHidden ? around.HideTyping() : null; // before the question: some type fast
        await around.Errors.WriteAsync($"{Harmless.Line(question.Prompt)}{How(question)} ");
        var typed = await Task.Run(around.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        if (isHidden || typed is null)
            await around.Errors.WriteLineAsync(); // the person's own line end was not echoed
        return typed is null ? null : Meant(question, typed);
    }

    private static string How(QuestionView question) => question.Kind switch
    {
        "yes_no" => " [yes/no]",
        _ => "",
    };

    private static string Meant(QuestionView question, string typed) => question.Kind switch
    {
        "secret" => typed,
        "yes_no" when typed.Trim().Equals("y", StringComparison.OrdinalIgnoreCase) => "yes",
        _ => typed.Trim(),
    };
}
