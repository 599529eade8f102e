namespace ParentClaw.FleetOps.Commands;

/// <summary>How answers to questions are read.</summary>
internal static class Answers
{
    /// <summary><c>yes</c> or <c>y</c>, in any case, blanks around it ignored; everything else is no.</summary>
    internal static bool IsYes(string answer) =>
        answer.Trim() is var word
        && (word.Equals("yes", StringComparison.OrdinalIgnoreCase)
            || word.Equals("y", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// The refusal of what is not the name or word that was to be typed: <c>no</c> is meant so, all else is a slip.
    /// </summary>
    internal static Reply Mistyped(string answer, string why) =>
        answer.Trim().Equals("no", StringComparison.OrdinalIgnoreCase) ? Reply.Refused(why) : Reply.Slip(why);
}
