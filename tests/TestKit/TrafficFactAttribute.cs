namespace ParentClaw.TestKit;

/// <summary>A fact about a traffic log; skipped by name where the API descriptions or Python are not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TrafficFactAttribute : FactAttribute
{
    /// <summary>A fact that is skipped by name where it cannot run.</summary>
    public TrafficFactAttribute()
    {
        if (TrafficCheck.Validator is null)
            Skip = "../shared/specs/validate.py is not there (PARENTCLAW_SHARED names another folder).";
        else if (!File.Exists("/usr/bin/python3") && !File.Exists("/usr/local/bin/python3"))
            Skip = "not installed: python3";
    }
}
