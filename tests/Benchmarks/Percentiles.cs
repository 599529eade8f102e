namespace ParentClaw.Benchmarks;

/// <summary>How long something took, many times over.</summary>
/// <param name="samples">Each time.</param>
internal sealed class Percentiles(IEnumerable<TimeSpan> samples)
{
    private readonly double[] _sorted = [.. samples.Select(sample => sample.TotalMilliseconds).Order()];

    /// <summary>Milliseconds within which that part of the samples was done.</summary>
    public double At(double part) => _sorted[Math.Max(0, (int)Math.Ceiling(part * _sorted.Length) - 1)];

    /// <summary><c>p50 1.2  p95 3.4  p99 5.6  max 7.8 ms of 1000</c></summary>
    public override string ToString() =>
        $"p50 {At(0.5):0.0}  p95 {At(0.95):0.0}  p99 {At(0.99):0.0}  max {At(1):0.0} ms of {_sorted.Length}";
}
