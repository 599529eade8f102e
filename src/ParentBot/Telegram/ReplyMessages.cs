using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Rendering;

namespace ParentClaw.ParentBot.Telegram;

/// <summary>Makes a reply messages with the buttons that a role may press. Pure.</summary>
internal sealed class ReplyMessages(CommandCatalogue catalogue)
{
    private const int ButtonsInRow = 3;
    private const int WidestRow = 36; // characters that three buttons of a phone show together
    private const int LongestLabel = 40;

    /// <summary>The messages of a reply, the question and the buttons beneath the last.</summary>
    /// <param name="reply">What was answered.</param>
    /// <param name="role">Of whom it is for.</param>
    /// <param name="repliesTo">The message that the first one answers; null for none.</param>
    public IReadOnlyList<MessageBody> Of(Reply reply, Role role, long? repliesTo)
    {
        var bodies = HtmlRenderer.Render(reply)
            .Select(MessageBody.Of).ToList();
        if (bodies.Count == 0)
            return bodies;

        bodies[0] = bodies[0] with { ReplyTo = repliesTo };
        bodies[^1] = reply.Question is { } question
            ? WithQuestion(bodies[^1], question) with { ReplyTo = repliesTo }
            : bodies[^1] with { Buttons = Rows(ButtonsOf(reply, role)) };
        return bodies;
    }

    /// <summary>A reply as the one message of a card; what does not fit is left out, and said to be.</summary>
    public string Card(Reply look, Role role)
    {
        var bodies = MessageSplitter.Pack(HtmlRenderer.Entries(look));
        var message = bodies.Count <= 1 ? bodies[0] : Shortened(bodies[0]);
        return (MessageBody.Of(message) with { Buttons = Rows(ButtonsOf(look, role)) }).ToBody();
    }

    /// <summary>A question's message once it was answered: what was answered beneath it, the buttons gone.</summary>
    public static string Answered(MessageBody asked, string answer)
    {
        var line = new HtmlSpan(ChatText.OneLine($"→ {Quoted.Line(answer, LongestLabel)}"), HtmlStyle.Bold);
        return new MessageBody($"{asked.Html}\n\n{line.Html}", $"{asked.Plain}\n\n{line.Text}").ToBody();
    }

    /// <summary>Whether a press of its buttons must find the message's card.</summary>
    public static bool NeedsPlaces(MessageBody body) =>
        body.Buttons.SelectMany(row => row).Any(button => button.Says is not null);

    /// <summary>What the button at a place stands for; null where there is none any more.</summary>
    public static string? SaysAt(MessageBody body, int place) =>
        body.Buttons.SelectMany(row => row).ElementAtOrDefault(place)?.Says;

    /// <summary>What is written on the button that gives an answer; the answer itself where there is none.</summary>
    public static string LabelOf(MessageBody body, string nonce, string answer) => body.Buttons
        .SelectMany(row => row)
        .Where(button => button.Says == answer || button.Data == CallbackData.Of(answer, nonce, place: 0))
        .Select(button => button.Text)
        .FirstOrDefault(answer);

    private static MessageBody WithQuestion(MessageBody body, Question question)
    {
        IEnumerable<(string Text, string Says)> answers = question.Kind switch
        {
            QuestionKind.YesNo => [("Confirm", "yes"), ("Cancel", "no")],
            QuestionKind.Choice => question.Choices.Select(choice => (choice.Text, choice.Answer)),
            _ => [],
        };
        var rows = Rows(Numbered(answers, question.Nonce));
        return rows.Count > 0
            ? body with { Buttons = rows }
            : body with
            {
                ForcesReply = true,
                IsSelective = true,
                Placeholder = question.Kind == QuestionKind.Secret ? "Deleted as soon as it arrives" : "Your answer",
            };
    }

    private static IEnumerable<MessageButton> Numbered(
        IEnumerable<(string Text, string Says)> buttons, string? nonce) => buttons.Select((button, place) =>
        {
            var data = CallbackData.Of(button.Says, nonce, place);
            return new MessageButton(button.Text)
            {
                Data = data,
                Says = CallbackData.IsPlace(data) ? button.Says : null,
            };
        });

    private static HtmlMessage Shortened(HtmlMessage message)
    {
        const string note = "\n…";
        return message.Plain.Length + note.Length <= MessageSplitter.Most
            ? message with { Html = message.Html + note, Plain = message.Plain + note }
            : message;
    }

    private IEnumerable<MessageButton> ButtonsOf(Reply reply, Role role) => Numbered(
        reply.Buttons.Where(button => IsFor(button.Line, role)).Select(button => (button.Text, button.Line)),
        nonce: null);

    private bool IsFor(string line, Role role) =>
        catalogue.TryFind(line.Split(' ', 2)[0], out var command) && command.Role <= role;

    private static IReadOnlyList<IReadOnlyList<MessageButton>> Rows(IEnumerable<MessageButton> buttons)
    {
        var rows = new List<IReadOnlyList<MessageButton>>();
        var (row, width) = (ImmutableList<MessageButton>.Empty, 0);
        foreach (var button in buttons)
        {
            if (row.Count == ButtonsInRow || (row.Count > 0 && width + button.Text.Length > WidestRow))
            {
                rows.Add(row);
                (row, width) = ([], 0);
            }

            row = row.Add(button);
            width += button.Text.Length;
        }

        if (!row.IsEmpty)
            rows.Add(row);
        return rows;
    }
}
