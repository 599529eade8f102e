namespace ParentClaw.FleetOps.Operations;

/// <summary>The operations there are, by name: a stored record finds its code again after a restart.</summary>
/// <param name="operations">All registered operations.</param>
public sealed class OperationRegistry(IEnumerable<Operation> operations)
{
    private readonly Dictionary<string, Operation> _byKind =
        operations.ToDictionary(operation => operation.Kind, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Operation> All => _byKind.Values;

    /// <summary>The operation of this name.</summary>
    /// <exception cref="InvalidOperationException">A newer parent stored it; this one cannot go on with it.</exception>
    public Operation Find(string kind) => _byKind.TryGetValue(kind, out var operation)
        ? operation
        : throw new InvalidOperationException(
            $"This version knows no operation {kind}; a newer parent stored it. Start that one.");

    /// <summary>The operation of this type.</summary>
    public Operation Find<TOperation>()
        where TOperation : Operation => Find(typeof(TOperation).Name);
}
