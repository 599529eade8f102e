namespace ParentClaw.Benchmarks;

/// <summary>
/// Measures one goal of the product. What it measures, and when it was last met: <c>docs/benchmarks.md</c>.
/// </summary>
internal interface IBenchmark
{
    /// <summary>The word that starts it.</summary>
    string Name { get; }

    /// <summary>Measures once, and says on the way what the figure is made of.</summary>
    /// <param name="say">Takes a line for people.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<Figure> MeasureAsync(Action<string> say, CancellationToken cancellationToken);
}
