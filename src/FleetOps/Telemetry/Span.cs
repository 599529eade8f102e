using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ParentClaw.FleetOps.Telemetry;

/// <summary>
/// Something under way that is traced and timed. What it is called goes to trace and metric; what tells one from
/// another, such as a claw's name, to the trace alone: <see cref="Tell"/>.
/// </summary>
/// <remarks>Real time, whatever the clock of what is measured: as the runtime stamps traces.</remarks>
public sealed class Span : IDisposable
{
    private readonly Activity? _activity;
    private readonly Histogram<double>? _duration;
    private readonly long _since = TimeProvider.System.GetTimestamp();
    private TagList _tags;
    private bool _hasEnded;

    private Span(Activity? activity, Histogram<double>? duration, TagList tags) =>
        (_activity, _duration, _tags) = (activity, duration, tags);

    /// <summary>Begins one; null where nobody listens, neither to traces nor to the duration.</summary>
    /// <param name="name">Its name in a trace, one of few.</param>
    /// <param name="kind">Whether it is ours, or a call to another.</param>
    /// <param name="duration">Where its seconds are counted; null for nowhere.</param>
    /// <param name="parent">What it belongs to; what is under way here where none is given.</param>
    /// <param name="tags">What it is called, in few words.</param>
    internal static Span? Begin(
        string name, ActivityKind kind, Histogram<double>? duration, ActivityContext parent, TagList tags)
    {
        var activity = FleetTelemetry.Source.StartActivity(name, kind, parent, tags);
        return activity is null && duration is not { Enabled: true } ? null : new Span(activity, duration, tags);
    }

    /// <summary>Tells more, in the trace alone.</summary>
    public Span Tell(string name, object? value)
    {
        _activity?.SetTag(name, value);
        return this;
    }

    /// <summary>It ended, in a word: <c>ok</c>, <c>refused</c>, <c>Done</c>.</summary>
    public void End(string outcome) => End(Tags.Outcome, outcome);

    /// <summary>It ended with a word of its own name, as a call with its status code.</summary>
    public void End(string tag, object? value)
    {
        _hasEnded = true;
        _tags.Add(tag, value);
        _activity?.SetTag(tag, value);
    }

    /// <summary>It failed.</summary>
    /// <param name="type">Of which type, one of few: a reason, a status, an exception's name.</param>
    public void Fail(string type)
    {
        End(Tags.ErrorType, type);
        _activity?.SetStatus(ActivityStatusCode.Error, type);
    }

    /// <summary>Closes it; one that did not end was left, by an exception or the end of the process.</summary>
    public void Dispose()
    {
        if (!_hasEnded)
            Fail(Tags.Left);
        _duration?.Record(TimeProvider.System.GetElapsedTime(_since).TotalSeconds, _tags);
        _activity?.Dispose();
    }
}
