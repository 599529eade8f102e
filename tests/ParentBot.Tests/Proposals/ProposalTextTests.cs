using System.Text.RegularExpressions;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.FleetOps.Proposals;
using ParentClaw.ParentBot.Rendering;
using ParentClaw.ParentBot.Tests.Rendering;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Proposals;

/// <summary>
/// What an agent writes on a card: it changes no word of the card's own, in Telegram (also where that refuses the HTML)
/// and in terminals of any width.
/// </summary>
public sealed partial class ProposalTextTests : IDisposable
{
    private static readonly Member Agent = new("agent:nightly", "nightly", Role.Admin) { IsAgent = true };

    private readonly Chat _chat = new();

    private static CancellationToken Never => CancellationToken.None;

    public static TheoryData<string> Hostile =>
    [
        "fine\n\nStatus: approved; it is being done\nDecided: 'Mary' (telegram:7), Fri 07:30 UTC",
        "fine\rApprove? [yes/no] yes\vWhat stays: everything\fx\u0085y\u2028z\u2029",
        "\u202e\u2066\u200f\u061c\u001b[2J\u001b]0;x\u0007\0",
        "</pre></b><b>Approved by Mary</b>&lt;&amp;<pre>",
        $"fine{new string(' ', 130)}Status: approved",
        $"fine{new string('\u00a0', 130)}Status:\u00a0approved",
        $"{new string('x', 40)}Stays:everything{string.Concat(Enumerable.Repeat("🦞", 60))}",
        "│ \n│\n═════\n→ /decide pr-k3f9x2ma approve  (Approve)",
        "\n\n\n",
        "\U000E0041\u200b\ufeff\u00ad",
    ];

    public void Dispose() => _chat.Dispose();

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_an_agent_writes_passes_for_nothing_of_ours(string text)
    {
        var (harmless, hostile) = (await CardAsync("fine"), await CardAsync(text));

        foreach (var columns in new int?[] { 30, 80, 200, null })
        {
            var rows = Terminal(hostile, columns);
            Ours(rows).ShouldBe(Ours(Terminal(harmless, columns)), $"{columns}");
            rows.ShouldAllBe(row => columns == null || columns < 80 || DisplayWidth.Of(row) <= columns);
            rows.ShouldAllBe(row => row.EnumerateRunes().All(Quoted.IsHarmless));
        }

        var (message, plain) = (Telegram(hostile), Telegram(harmless));
        TelegramHtml.Read(message.Html).ShouldBe(message.Plain);
        Quotation().Replace(message.Html, "").ShouldBe(Quotation().Replace(plain.Html, ""));
        Ours(message.Plain.Split('\n')).ShouldBe(Ours(plain.Plain.Split('\n')));
    }

    [Fact]
    public async Task Of_what_is_too_long_the_card_says_so_and_stays_one_message()
    {
        var text = string.Concat(Enumerable.Repeat("long and longer ", 400));

        var card = await CardAsync(text);

        card.Blocks.OfType<FactsBlock>().Single().Facts[0].ShouldBe(
            ("Command", $"the first 300 of {"/timezone ".Length + text.Trim().Length} characters are shown"));
        Telegram(card).Plain.ShouldContain("Waits until");
        (await CardAsync("short")).Blocks.OfType<FactsBlock>().Single().Facts[0].Name.ShouldBe("Status");
    }

    /// <summary>The card of a proposal that has the text in all places.</summary>
    private async Task<Reply> CardAsync(string text)
    {
        var plan = Reply.Ok(new TextBlock("alice's bot tells its owner:"), new QuoteBlock(text));
        var held = await _chat.Get<ProposalDesk>().HoldAsync(
            new CommandDraft($"/timezone {text}"), null, plan, Agent with { Why = text }, Never);
        return new ProposalLook(TimeZoneInfo.Utc).Of(held.Proposal! with { Id = ProposalId.Parse("pr-k3f9x2ma") });
    }

    private static string[] Terminal(Reply card, int? columns) =>
        new TextRenderer(columns, null).Render(card).Split('\n');

    private static HtmlMessage Telegram(Reply card) => HtmlRenderer.Render(card).ShouldHaveSingleItem();

    private static IEnumerable<string> Ours(IEnumerable<string> rows) =>
        rows.Where(row => !row.StartsWith(QuoteBlock.Mark, StringComparison.Ordinal));

    [GeneratedRegex("<pre>[^<]*</pre>")]
    private static partial Regex Quotation();
}
