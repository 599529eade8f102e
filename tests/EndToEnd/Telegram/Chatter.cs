using System.Text.RegularExpressions;
using ParentClaw.TestKit.Telegram;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>
/// A person who chats with the parent as a seed has it, and waits for each answer as people do. Sixty times faster than
/// life: a second here is a minute there.
/// </summary>
/// <param name="chat">Her chat.</param>
/// <param name="dice">Chooses what she does.</param>
/// <param name="orders">Notes what she ordered.</param>
internal sealed partial class Chatter(TestChat chat, Random dice, GivenOrders orders)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(700);

    // Her parent may be killed ten times while she waits, on a computer that does much else.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private int _count;

    public TestChat Chat => chat;

    public string Name => chat.Person.Name;

    /// <summary>The claw that is hers alone.</summary>
    public string Claw => Name.ToLowerInvariant();

    public GivenOrders Orders => orders;

    /// <summary>Does one thing after the other until she is told that it is enough.</summary>
    public async Task ChatAsync(IReadOnlyList<Func<Chatter, Task>> topics, CancellationToken enough)
    {
        while (!enough.IsCancellationRequested)
        {
            await topics[dice.Next(topics.Count)](this);
            await Task.Delay(LongestPause * dice.NextDouble(), TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>A number that she did not use before, in four digits.</summary>
    public string Number() => $"{++_count:0000}";

    /// <summary>A number below another.</summary>
    public int Below(int most) => dice.Next(most);

    /// <summary>Says a line and waits for the answer to it.</summary>
    public async Task AsksAsync(string line, string answer)
    {
        var said = await chat.SaysAsync(line);
        await SeesAsync(said, message => message.Text.Contains(answer, StringComparison.Ordinal), answer);
    }

    /// <summary>Waits for a message of the parent's that came after another, and returns it.</summary>
    public async Task<ShownMessage> SeesAsync(ShownMessage after, Func<ShownMessage, bool> isIt, string what)
    {
        ShownMessage? found = null;
        try
        {
            await chat.ShowsAsync(
                messages => (found = messages.LastOrDefault(
                    message => message.Id > after.Id && message.Who != Name && !message.IsDeleted && isIt(message)))
                    is not null,
                Patience);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{Name} waits for \"{what}\" after \"{after.Text}\": {late.Message}", late);
        }

        return found!;
    }

    /// <summary>Says a line that asks, and waits for the question.</summary>
    public async Task<ShownMessage> IsAskedAsync(string line, Func<ShownMessage, bool> isIt) =>
        await SeesAsync(await chat.SaysAsync(line), isIt, "a question");

    /// <summary>Waits until so many operations as she ordered have ended with these words.</summary>
    public async Task SeesEndedAsync(string ending)
    {
        var wanted = orders.Last.AddOrUpdate($"ended: {ending}", "1", (_, count) => $"{int.Parse(count) + 1}");
        await SeesAsync(
            chat.Messages[0],
            _ => chat.Messages.Where(message => message.Text.Contains(ending, StringComparison.Ordinal))
                .Select(message => OperationId().Match(message.Text).Value).Distinct().Count() == int.Parse(wanted),
            $"{wanted} x {ending}");
    }

    /// <summary>The newest message of each operation, where that still offers to cancel it.</summary>
    public IEnumerable<ShownMessage> Unfinished() => chat.Messages
        .Where(message => message.Who != Name && Title().IsMatch(message.Text))
        .GroupBy(message => OperationId().Match(message.Text).Value)
        .Select(looks => looks.Last())
        .Where(look => look.Buttons.SelectMany(row => row).Any(button => button.Text == "Cancel"));

    [GeneratedRegex(@"\bop-[a-z0-9]{8}\b")]
    private static partial Regex OperationId();

    [GeneratedRegex(@"\A[^\n]* · op-[a-z0-9]{8} · ")]
    private static partial Regex Title();
}
