namespace ParentClaw.FleetOps.Commands;

/// <summary>How a <see cref="Question"/> is answered.</summary>
public enum QuestionKind
{
    /// <summary><c>yes</c> or anything else.</summary>
    YesNo,

    /// <summary>By typing a name, as before destroying.</summary>
    Typed,

    /// <summary>By a value that is not echoed, not logged and not kept.</summary>
    Secret,

    /// <summary>
    /// By one of its <see cref="Question.Choices"/>; a person may type another, and whoever asked reads it.
    /// </summary>
    Choice,
}
