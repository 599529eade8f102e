using System.Collections.Immutable;
using ParentClaw.FleetOps.Gateway;

namespace ParentClaw.FleetOps.Commands;

/// <summary>
/// A job that every claw can be given, and none has before it is asked for. The texts are what its agent is told.
/// </summary>
/// <param name="Word">As one types it: <c>morning</c>.</param>
/// <param name="Title">What it is, and when.</param>
/// <param name="Expression">Five cron fields, in the owner's time zone.</param>
/// <param name="TellsOwner">Whether its answer is sent to the owner.</param>
/// <param name="Text">What the agent is told.</param>
internal sealed record CronPreset(string Word, string Title, string Expression, bool TellsOwner, string Text)
{
    /// <summary>How the names of ours begin; nobody else's job is taken for one of them.</summary>
    internal const string Prefix = "parentclaw-";

    /// <summary>All there are, in the order of the day.</summary>
    internal static readonly ImmutableList<CronPreset> All =
    [
        new("morning", "Morning digest, daily at 09:30", "30 9 * * *", TellsOwner: true,
            """
            Morning digest for your owner. Look at what has come since yesterday evening: messages that wait for an
            answer, open tasks and notes in your workspace, what the night shift left, and today's calendar and mail
            if you can reach them. Answer in at most twelve short lines: first the one thing that matters most today,
            then what needs your owner's decision, then what you will do by yourself. Only look: begin no work, write
            to nobody else. Leave out what you cannot see instead of guessing it. If there is nothing to tell, say so in
            one sentence.
            """),
        new("evening", "Evening review, daily at 19:30", "30 19 * * *", TellsOwner: true,
            """
            Evening review for your owner. Go through what was asked of you and done today. Write down in your memory
            what will be needed later: decisions, promises with their dates, what you learned. Then answer in at most
            twelve short lines: what is done and where it lies, what is not done and why, what needs a decision, and
            what you propose for tomorrow. Be plain about what failed. Write to nobody else. If it was a day without
            work, say so in one sentence.
            """),
        new("night", "Night shift, daily at 23:00", "0 23 * * *", TellsOwner: false,
            """
            Night shift: your owner is asleep. Do the quiet work that you were already given and can finish alone: open
            tasks of your workspace, drafts, research, tidying of notes and memory. Keep to what can be undone: write to
            nobody, buy nothing, publish nothing, delete nothing, install nothing, change no settings, and leave alone
            whatever would need a question. Stop after an hour or when nothing fit is left. Put down what you did, where
            it lies and what you would ask in night-shift.md in your workspace, newest first, for the morning digest.
            """),
        new("weekly", "Weekly planning, Sundays at 18:00", "0 18 * * 0", TellsOwner: true,
            """
            Weekly planning with your owner. Read your notes and memory of the week, and the calendar of the next one if
            you can reach it. Answer with: what the week brought in three lines; what is promised or due within the next
            week, each with its date; up to five things worth doing, the most valuable first, each with the first step
            and whether you or your owner would take it; and one thing to drop. End with the one question whose answer
            would help you most. Only plan: begin nothing and write to nobody else before your owner agrees.
            """),
    ];

    /// <summary>Its name at a gateway.</summary>
    public string Name => Prefix + Word;

    /// <summary>The job for a claw whose owner lives in a time zone.</summary>
    public GatewayCronOrder In(string zone) =>
        new(Name, Expression, zone, Text.ReplaceLineEndings(" ").Trim(), TellsOwner);
}
