namespace ParentClaw.FleetOps.AzureVms;

/// <summary>Reads what a run command wrote out of Azure's answer, which packs it between headings.</summary>
internal static class RunCommandOutput
{
    private const string Stdout = "[stdout]\n";
    private const string Stderr = "\n[stderr]";

    /// <summary>What went to stdout, its end if it is longer than <paramref name="limit"/> characters.</summary>
    /// <param name="statuses">
    /// Code and message of each status: on Linux one, <c>Enable succeeded: \n[stdout]\n…\n[stderr]\n…</c>; elsewhere
    /// one with a code <c>…/StdOut/…</c>.
    /// </param>
    /// <param name="limit">How many characters are kept.</param>
    internal static string Read(IEnumerable<(string? Code, string? Message)> statuses, int limit)
    {
        var all = statuses.ToList();
        var own = all.FirstOrDefault(
            status => status.Code?.Contains("/StdOut/", StringComparison.OrdinalIgnoreCase) == true).Message;
        var message = own ?? all.FirstOrDefault().Message ?? "";
        var text = Between(message.ReplaceLineEndings("\n"));
        return text.Length <= limit ? text : text[^limit..];
    }

    private static string Between(string message)
    {
        var start = message.IndexOf(Stdout, StringComparison.Ordinal);
        if (start < 0)
            return message;

        var rest = message[(start + Stdout.Length)..];
        // The last heading is Azure's: what the script wrote may contain one too.
        var end = rest.LastIndexOf(Stderr, StringComparison.Ordinal);
        return end < 0 ? rest : rest[..end];
    }
}
