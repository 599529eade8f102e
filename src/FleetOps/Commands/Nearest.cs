namespace ParentClaw.FleetOps.Commands;

/// <summary>Finds what a person who mistyped a word probably meant.</summary>
public static class Nearest
{
    private const int LongestWord = 64; // nobody means a name with a longer word, and the table stays small

    /// <summary>
    /// The candidate with the fewest typing errors (wrong, missing, superfluous or swapped letters; case does not
    /// count) between it and the word; null where even the best differs in more than a third of its letters.
    /// </summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        if (word.Length is 0 or > LongestWord)
            return null;

        return candidates
            .Select(candidate => (Candidate: candidate, Errors: Errors(word, candidate)))
            .Where(found => found.Errors <= Math.Max(1, Math.Max(word.Length, found.Candidate.Length) / 3))
            .OrderBy(found => found.Errors)
            .ThenBy(found => found.Candidate, StringComparer.Ordinal)
            .Select(found => found.Candidate)
            .FirstOrDefault();
    }

    /// <summary>
    /// Optimal string alignment: Levenshtein's distance in which two swapped neighbours are one error.
    /// </summary>
    private static int Errors(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
            table[i, 0] = i;
        for (var j = 0; j <= right.Length; j++)
            table[0, j] = j;

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var best = table[i - 1, j - 1] + (Same(left[i - 1], right[j - 1]) ? 0 : 1);
                best = Math.Min(best, Math.Min(table[i - 1, j], table[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                table[i, j] = best;
            }
        }

        return table[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
