namespace ParentClaw.TestKit;

/// <summary>
/// The system's clock, so many times faster: for whole hosts and real connections, where nobody could say when to turn
/// a clock by hand. A pause of a minute lasts a second at sixty. While nothing happens it can be hurried.
/// </summary>
public sealed class FastTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly HashSet<FastTimer> _wound = [];
    private readonly DateTimeOffset _start = System.GetUtcNow();
    private readonly long _since = System.GetTimestamp();
    private readonly int _factor;
    private (long Here, long There) _turned;
    private int _speed;
    private long _skipped;

    /// <param name="factor">How many times faster.</param>
    public FastTime(int factor)
    {
        _factor = _speed = factor;
        _turned = (_since, _since);
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        _start + GetElapsedTime(_since, GetTimestamp()) + new TimeSpan(Interlocked.Read(ref _skipped));

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_gate)
            return Now;
    }

    /// <summary>
    /// Sets the clock on the wall forward. What waits goes on waiting, as on a computer that slept.
    /// </summary>
    public void Skip(TimeSpan by) => Interlocked.Add(ref _skipped, by.Ticks);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FastTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Turns another so many times faster until something happened. What is under way then has less time by the
    /// system's clock: for times in which nothing is.
    /// </summary>
    public async Task HurryAsync(Task until, int times = 20)
    {
        Turn(_factor * times);
        try
        {
            await until;
        }
        finally
        {
            Turn(_factor);
        }
    }

    /// <summary>Lets a stretch of this clock's time pass in a hurry.</summary>
    public Task PassAsync(TimeSpan span, int times = 20) => HurryAsync(Task.Delay(span, this), times);

    private long Now => _turned.There + ((System.GetTimestamp() - _turned.Here) * _speed);

    private void Turn(int speed)
    {
        lock (_gate)
        {
            (_turned, _speed) = ((System.GetTimestamp(), Now), speed);
            foreach (var timer in _wound)
                timer.Wind();
        }
    }

    private sealed class FastTimer : ITimer
    {
        private readonly FastTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private TimeSpan _period;
        private long? _due;

        public FastTimer(FastTime time, TimerCallback callback, object? state)
        {
            (_time, _callback, _state) = (time, callback, state);
            _timer = System.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._gate)
            {
                _period = period;
                _due = dueTime == Timeout.InfiniteTimeSpan ? null : _time.Now + Stamps(dueTime);
                if (_due is null)
                    _time._wound.Remove(this);
                else
                    _time._wound.Add(this);
                return Wind();
            }
        }

        /// <summary>Sets the system's timer to what is left at the present speed; under the lock.</summary>
        public bool Wind()
        {
            if (_due is not { } due)
                return _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

            var left = _time.GetElapsedTime(_time.Now, Math.Max(due, _time.Now)).TotalMilliseconds / _time._speed;
            return _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left)), Timeout.InfiniteTimeSpan);
        }

        public void Dispose()
        {
            Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            return _timer.DisposeAsync();
        }

        private long Stamps(TimeSpan span) => (long)(span.TotalSeconds * _time.TimestampFrequency);

        private void Ring()
        {
            lock (_time._gate)
            {
                if (_due is not { } due)
                    return;
                if (due > _time.Now)
                {
                    Wind(); // the clock was slowed down meanwhile
                    return;
                }

                var repeats = _period > TimeSpan.Zero;
                _due = repeats ? Math.Max(due + Stamps(_period), _time.Now) : null;
                if (!repeats)
                    _time._wound.Remove(this);
                Wind();
            }

            _callback(_state);
        }
    }
}
