using ParentClaw.FleetOps.Storage;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram;

public sealed class ChatLineTests
{
    private static readonly DateTimeOffset Later = Some.Moment.AddHours(1);

    private readonly ChatLine _line = new(4711, TimeProvider.System);

    [Fact]
    public void What_nobody_takes_waits_until_the_person_writes_again()
    {
        var refused = Taken();
        _line.Put(refused with { NotBefore = Later });
        _line.Hold(Later);

        _line.Take(Some.Moment).ShouldBe((null, Later));
        _line.Release();

        _line.Take(Some.Moment).Item.ShouldNotBeNull().Number.ShouldBe(refused.Number);
    }

    [Fact]
    public void Who_writes_just_while_a_message_to_him_is_refused_does_not_wait_for_it()
    {
        var refused = Taken();
        _line.Release();
        _line.Put(refused with { NotBefore = Later });
        _line.Hold(Later);

        _line.Take(Some.Moment).Item.ShouldNotBeNull().Number.ShouldBe(refused.Number);
    }

    [Fact]
    public void A_pause_that_Telegram_gave_is_kept_whoever_writes()
    {
        _line.Put(Taken());
        _line.Rest(Later);

        _line.Release();

        _line.Take(Some.Moment).ShouldBe((null, Later));
    }

    private OutgoingItem Taken()
    {
        _line.Put(new OutgoingItem(4711, OutgoingKind.Message, OutboxDriver.Body("hello")) { Number = 1 });
        return _line.Take(Some.Moment).Item.ShouldNotBeNull();
    }
}
