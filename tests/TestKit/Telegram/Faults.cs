namespace ParentClaw.TestKit.Telegram;

/// <summary>What goes wrong, on demand: <c>server.Faults.On("sendMessage").Next(2).TooManyRequests(…)</c>.</summary>
public sealed class Faults
{
    /// <summary>Instead of a method: whatever is called.</summary>
    public const string Anything = "*";

    private readonly World _world;
    private readonly List<(string Method, Fault Fault)> _faults = [];

    internal Faults(World world) => _world = world;

    /// <summary>Which calls: those of a method, or <see cref="Anything"/>.</summary>
    public FaultPlan On(string method) => new(_world, fault => Add(method, fault));

    /// <summary>From now on nothing goes wrong.</summary>
    public void Clear()
    {
        lock (_world.Gate)
            _faults.Clear();
    }

    /// <summary>The fault that meets a call, counted; the first planned first.</summary>
    internal Fault? Take(string method)
    {
        Fault? met;
        lock (_world.Gate)
        {
            met = _faults.Find(one => !one.Fault.IsSpent && (one.Method == method || one.Method == Anything)).Fault;
            met?.Hit();
        }

        _world.Changed();
        return met;
    }

    private Fault Add(string method, Fault fault)
    {
        lock (_world.Gate)
            _faults.Add((method, fault));
        return fault;
    }
}
