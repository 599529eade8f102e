using System.Collections.Concurrent;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What people ordered, to be held against what the store says was done.</summary>
internal sealed class GivenOrders
{
    private readonly ConcurrentQueue<(string By, string Line)> _lines = new();
    private readonly ConcurrentQueue<string> _operations = new();

    /// <summary>Lines that leave a line each in the audit trail; as <c>Ann: /park ann</c>.</summary>
    public IEnumerable<string> Lines => _lines.Select(order => $"{order.By}: {order.Line}");

    /// <summary>Operations that were ordered, one each; as <c>ParkClaw ann</c>.</summary>
    public IEnumerable<string> Operations => _operations;

    /// <summary>What a claw's label, a secret, a person's time zone must be in the end, by a word for it.</summary>
    public ConcurrentDictionary<string, string> Last { get; } = new();

    /// <summary>Notes a line.</summary>
    public void Add(string by, string line) => _lines.Enqueue((by, line));

    /// <summary>Notes a line that starts an operation.</summary>
    public void Add(string by, string line, string operation, string claw)
    {
        Add(by, line);
        _operations.Enqueue($"{operation} {claw}");
    }
}
