namespace ParentClaw.TestKit.Telegram;

/// <summary>Says what goes wrong, and how often.</summary>
public sealed class FaultPlan
{
    private readonly World _world;
    private readonly Func<Fault, Fault> _add;
    private int _times = 1;

    internal FaultPlan(World world, Func<Fault, Fault> add)
    {
        _world = world;
        _add = add;
    }

    /// <summary>How many calls it meets; one where this is not said.</summary>
    public FaultPlan Next(int calls)
    {
        _times = calls;
        return this;
    }

    /// <summary>It meets every call, until the faults are cleared.</summary>
    public FaultPlan Always() => Next(int.MaxValue);

    /// <summary>429, with the seconds to wait.</summary>
    public Fault TooManyRequests(TimeSpan retryAfter) => Refuse(Refusal.TooMany(retryAfter));

    /// <summary>A status of Telegram's own fault, 500.</summary>
    public Fault Status(int status) => Refuse(new Refusal(status, "Internal Server Error"));

    /// <summary>400 in some words.</summary>
    public Fault BadRequest(string words) => Refuse(Refusal.BadRequest(words));

    /// <summary>502 and a page in HTML.</summary>
    public Fault BadGateway() => Add(FaultKind.Html);

    /// <summary>The connection breaks before the call was taken.</summary>
    public Fault ResetBefore() => Add(FaultKind.ResetBefore);

    /// <summary>The call is carried out, then the connection breaks.</summary>
    public Fault ResetAfter() => Add(FaultKind.ResetAfter);

    /// <summary>Nothing is said for so long, then the connection breaks.</summary>
    /// <param name="wait">How long, by the server's clock.</param>
    /// <param name="isTaken">Whether the call was carried out before.</param>
    public Fault Silence(TimeSpan wait, bool isTaken = false) => _add(
        new Fault(_world, _times, isTaken ? FaultKind.SilenceAfter : FaultKind.SilenceBefore) { Wait = wait });

    /// <summary>401: the token was taken back.</summary>
    public Fault Unauthorized() => Refuse(new Refusal(401, "Unauthorized"));

    /// <summary>403: the person blocked the bot.</summary>
    public Fault Forbidden() => Refuse(new Refusal(403, "Forbidden: bot was blocked by the user"));

    /// <summary>409: another program polls.</summary>
    public Fault Conflict() => Refuse(new Refusal(
        409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"));

    private Fault Refuse(Refusal answer) =>
        _add(new Fault(_world, _times, FaultKind.Refuse) { Answer = answer });

    private Fault Add(FaultKind kind) => _add(new Fault(_world, _times, kind));
}
