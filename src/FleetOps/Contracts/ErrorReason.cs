namespace ParentClaw.FleetOps.Contracts;

/// <summary>Why something was not done, for programs: in JSON in snake_case, <c>no_parent</c>.</summary>
public enum ErrorReason
{
    /// <summary>The outside world failed, or the operation that was waited for.</summary>
    Failed,

    /// <summary>The order cannot be read: an unknown name, a wrong type, something missing or too much.</summary>
    Usage,

    /// <summary>It waits for a person: an Admin decides, or a question is open.</summary>
    Waiting,

    /// <summary>No parent runs here, or it does not answer.</summary>
    NoParent,

    /// <summary>An expected no: the state of things or the rules do not allow it.</summary>
    Refused,

    /// <summary>What was waited for was not over in the time given; it goes on.</summary>
    Timeout,

    /// <summary>The caller is not known: no token, or a wrong one.</summary>
    Unauthorized,

    /// <summary>The caller's role does not allow it.</summary>
    Forbidden,

    /// <summary>There is nothing of this name.</summary>
    NotFound,
}
