using ParentClaw.FleetOps.Storage;
using ParentClaw.TestKit;

namespace ParentClaw.FleetOps.Tests.Storage;

public sealed class FaceCardsTests : IDisposable
{
    private const long Chat = -100;
    private const string Key = "op:op-k3f9x2ma";
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly TestStore _store = new();

    private IFaceStore Faces => _store.Get<IFaceStore>();

    public void Dispose() => _store.Dispose();

    [Fact]
    public async Task The_first_look_is_a_message_and_the_next_an_edit_of_it()
    {
        var first = (await ShowAsync("one")).ShouldNotBeNull();
        (first.Kind, first.Message, first.Card, first.Body).ShouldBe((OutgoingKind.Message, null, Key, "one"));
        await DeliverAsync(first, 55);

        var second = (await ShowAsync("two")).ShouldNotBeNull();

        (second.Kind, second.Message, second.Card, second.Body).ShouldBe((OutgoingKind.Edit, 55L, Key, "two"));
        (await Faces.FindCardAsync(Chat, 55, None)).ShouldBe(new ShownCard(Chat, Key, 55, "two", IsLast: false));
    }

    [Fact]
    public async Task The_present_look_does_nothing()
    {
        await ShowAsync("one");

        (await ShowAsync("one")).ShouldBeNull();

        (await Faces.ListOutgoingAsync(None)).Single().Revision.ShouldBe(0);
    }

    [Fact]
    public async Task A_look_that_changes_while_it_waits_replaces_what_waits()
    {
        var first = await ShowAsync("one");

        var second = await ShowAsync("two");

        second.ShouldNotBeNull().ShouldBe(first! with { Body = "two", Revision = 1 });
        (await Faces.ListOutgoingAsync(None)).ShouldBe([second]);
    }

    [Fact]
    public async Task A_waiting_edit_gives_way_to_the_latest()
    {
        await DeliverAsync(await ShowAsync("one"), 55);
        await ShowAsync("two");

        await ShowAsync("three");

        var waiting = (await Faces.ListOutgoingAsync(None)).Single();
        (waiting.Kind, waiting.Message, waiting.Body).ShouldBe((OutgoingKind.Edit, 55L, "three"));
    }

    [Fact]
    public async Task A_look_that_changed_while_the_older_was_sent_becomes_an_edit()
    {
        var sent = await ShowAsync("one");
        await ShowAsync("two");

        var committed = await DeliverAsync(sent, 55);

        var edit = committed.Outgoing.Single();
        (edit.Kind, edit.Message, edit.Body).ShouldBe((OutgoingKind.Edit, 55L, "two"));
        (await Faces.ListOutgoingAsync(None)).ShouldBe([edit]);
        await DeliverAsync(edit, 55);
        (await Faces.ListOutgoingAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_sent_anew_is_known_by_its_new_message()
    {
        await DeliverAsync(await ShowAsync("one"), 55);

        await DeliverAsync(await ShowAsync("two"), 77);

        (await Faces.FindCardAsync(Chat, 77, None))!.Body.ShouldBe("two");
        (await Faces.FindCardAsync(Chat, 55, None)).ShouldBeNull();
    }

    [Fact]
    public async Task What_never_arrived_is_a_new_message_at_the_next_look()
    {
        await DeliverAsync(await ShowAsync("one"), message: null);
        (await Faces.ListOutgoingAsync(None)).ShouldBeEmpty();

        (await ShowAsync("two"))!.Kind.ShouldBe(OutgoingKind.Message);
    }

    [Fact]
    public async Task What_is_said_once_is_never_said_again()
    {
        await DeliverAsync(await CommitAsync(new CardLook(Chat, Key, "one") { IsOnce = true }), 55);

        (await CommitAsync(new CardLook(Chat, Key, "two") { IsOnce = true })).ShouldBeNull();
    }

    [Fact]
    public async Task The_last_look_takes_a_card_off_the_list_and_its_message_still_knows_it()
    {
        await DeliverAsync(await ShowAsync("one"), 55);
        (await Faces.ListCardsAsync("op:", None)).Single().Message.ShouldBe(55);
        (await Faces.ListCardsAsync("incident:", None)).ShouldBeEmpty();

        (await CommitAsync(new CardLook(Chat, Key, "one") { IsLast = true })).ShouldBeNull();

        (await Faces.ListCardsAsync("op:", None)).ShouldBeEmpty();
        (await Faces.FindCardAsync(Chat, 55, None))!.IsLast.ShouldBeTrue();
    }

    [Fact]
    public async Task The_same_card_in_two_chats_is_two_messages()
    {
        await ShowAsync("one");

        (await CommitAsync(new CardLook(8, Key, "one")))!.Chat.ShouldBe(8);
    }

    [Fact]
    public async Task A_chat_that_moves_takes_what_waits_and_what_is_shown_with_it()
    {
        await DeliverAsync(await ShowAsync("one"), 55);
        await ShowAsync("two");
        await Faces.CommitAsync(
            new FaceChange
            {
                Cards = [new CardLook(-200, Key, "other")],
                Outgoing = [new OutgoingItem(Chat, OutgoingKind.Message, "plain")],
            },
            None);

        var committed = await Faces.CommitAsync(new FaceChange { Moved = [new ChatMove(Chat, -200)] }, None);

        var waiting = await Faces.ListOutgoingAsync(None);
        waiting.ShouldBe(committed.Outgoing);
        waiting.Select(item => (item.Chat, item.Body)).ShouldBe([(-200L, "two"), (-200L, "plain")]);
        (await Faces.ListCardsAsync("op:", None)).Single().ShouldBe(new ShownCard(-200, Key, 55, "two", false));
    }

    private Task<OutgoingItem?> ShowAsync(string body) => CommitAsync(new CardLook(Chat, Key, body));

    private async Task<OutgoingItem?> CommitAsync(CardLook look) =>
        (await Faces.CommitAsync(new FaceChange { Cards = [look] }, None)).Outgoing.SingleOrDefault();

    private Task<FaceChange> DeliverAsync(OutgoingItem? item, long? message) => Faces.CommitAsync(
        new FaceChange { Delivered = [new Delivery(item!.Number, item.Revision, message)] }, None);
}
