using System.Text.RegularExpressions;

namespace ParentClaw.Sandbox;

/// <summary>
/// Faults on demand, in the order in which they were asked for; the first that matches a call is used. They are not
/// persisted. Thread-safe.
/// </summary>
public sealed class Faults
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _faults = [];

    /// <summary>What is still to come.</summary>
    public IReadOnlyList<Fault> Pending
    {
        get
        {
            lock (_lock)
                return [.. _faults];
        }
    }

    public void Add(Fault fault)
    {
        lock (_lock)
            _faults.Add(fault);
    }

    public void Clear()
    {
        lock (_lock)
            _faults.Clear();
    }

    /// <summary>The fault that meets this call, counted down; null for none.</summary>
    internal Fault? Take(string? operationId, string method, string path)
    {
        lock (_lock)
        {
            var at = _faults.FindIndex(f => Matches(f.On, operationId, $"{method} {path}"));
            if (at < 0)
                return null;
            var fault = _faults[at];
            if (fault.After > 0)
            {
                _faults[at] = fault with { After = fault.After - 1 };
                return null;
            }

            if (fault.Times > 1)
                _faults[at] = fault with { Times = fault.Times - 1 };
            else
                _faults.RemoveAt(at);
            return fault;
        }
    }

    private static bool Matches(string on, string? operationId, string call)
    {
        if (string.Equals(on, operationId, StringComparison.OrdinalIgnoreCase))
            return true;
        var pattern = $"^{Regex.Escape(on).Replace(@"\*", ".*", StringComparison.Ordinal)}$";
        return on.Contains('*') || on.Contains(' ')
            ? Regex.IsMatch(call, pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1))
            : false;
    }
}
