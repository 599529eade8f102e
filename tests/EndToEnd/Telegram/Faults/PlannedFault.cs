using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>A fault that lies in wait for a call.</summary>
internal sealed class PlannedFault(FaultyHome home, BotFault kind, Fault fault)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // At the end of a pause there is a call, which is to have its time.
    private static readonly TimeSpan Unhurried = TimeSpan.FromSeconds(3);

    /// <summary>Waits until it met its call.</summary>
    public Task MeetsAsync() => fault.SpentAsync(Patience);

    /// <summary>
    /// Waits until it met its call, and for the time that the parent waits then. Who had blocked the bot writes again.
    /// </summary>
    public async Task IsOverAsync()
    {
        await MeetsAsync();
        if (kind.Lasts > Unhurried)
            await home.Time.PassAsync(kind.Lasts - Unhurried);
        if (kind.IsBlock)
            await home.CommandAsync();
    }

    /// <summary>The same of a call that nobody causes: time passes until the parent makes it.</summary>
    public async Task IsMetAsync()
    {
        await home.Time.HurryAsync(MeetsAsync());
        await IsOverAsync();
    }
}
