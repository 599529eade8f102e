using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ParentClaw.TestKit;

/// <summary>
/// Hears the traces and metrics of a source in this process, those of other tests too: a test picks its own by a claw's
/// name, or by what nobody else does.
/// </summary>
public sealed class HeardTelemetry : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = [];
    private readonly ConcurrentQueue<(string, double, string)> _measured = [];
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics = new();

    /// <summary>Begins to listen.</summary>
    public HeardTelemetry(string source)
    {
        _traces = new ActivityListener
        {
            ShouldListenTo = one => one.Name == source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_traces);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == source)
                listener.EnableMeasurementEvents(instrument);
        };
        _metrics.SetMeasurementEventCallback<double>((one, value, tags, _) => Take(one, value, tags));
        _metrics.SetMeasurementEventCallback<long>((one, value, tags, _) => Take(one, value, tags));
        _metrics.Start();
    }

    /// <summary>The spans that ended, in that order.</summary>
    public IReadOnlyList<Activity> Spans => [.. _ended];

    /// <summary>
    /// What was measured: instrument, value, and tags as <c>name=value</c>, sorted, a blank between two.
    /// </summary>
    public IReadOnlyList<(string Instrument, double Value, string Tags)> Measured => [.. _measured];

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    private void Take(Instrument one, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((
            one.Name,
            value,
            string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}").Order(StringComparer.Ordinal))));
}
