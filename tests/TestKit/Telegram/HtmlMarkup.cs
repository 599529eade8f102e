using System.Globalization;
using System.Text;

namespace ParentClaw.TestKit.Telegram;

/// <summary>
/// The Bot API's HTML: the few tags there are, properly nested, or a refusal in Telegram's words (those of
/// <c>parse_html</c> in https://github.com/tdlib/td). Offsets in refusals are bytes of UTF-8, as there.
/// </summary>
internal sealed class HtmlMarkup
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["b"] = "bold", ["strong"] = "bold", ["i"] = "italic", ["em"] = "italic", ["u"] = "underline",
        ["ins"] = "underline", ["s"] = "strikethrough", ["strike"] = "strikethrough", ["del"] = "strikethrough",
        ["tg-spoiler"] = "spoiler", ["span"] = "spoiler", ["a"] = "text_link", ["code"] = "code", ["pre"] = "pre",
        ["blockquote"] = "blockquote",
    };

    private readonly string _source;
    private readonly StringBuilder _text = new();
    private readonly List<Entity> _entities = [];
    private readonly Stack<OpenTag> _open = new();
    private int _at;

    private HtmlMarkup(string source) => _source = source;

    /// <summary>Whether an ampersand stood for itself: Telegram lets it pass, but nobody wrote it on purpose.</summary>
    public bool HasBareAmpersand { get; private set; }

    /// <summary>Reads a text.</summary>
    /// <exception cref="Refusal">It cannot be read.</exception>
    public static RichText Parse(string source, out bool hasBareAmpersand)
    {
        var markup = new HtmlMarkup(source);
        var parsed = markup.Run();
        hasBareAmpersand = markup.HasBareAmpersand;
        return parsed;
    }

    private RichText Run()
    {
        while (_at < _source.Length)
        {
            if (_source[_at] == '&')
                ReadCharacter();
            else if (_source[_at] != '<')
                _text.Append(_source[_at++]);
            else if (_at + 1 < _source.Length && _source[_at + 1] == '/')
                Close();
            else
                Open();
        }

        if (_open.TryPeek(out var left))
            throw Bad($"Can't find end tag corresponding to start tag \"{left.Name}\"");
        return new RichText(_text.ToString(), _entities).Trimmed();
    }

    private void ReadCharacter()
    {
        var end = _source.IndexOf(';', _at);
        var name = end < 0 || end - _at > 10 ? "" : _source[(_at + 1)..end];
        var meant = name switch
        {
            "lt" => "<",
            "gt" => ">",
            "amp" => "&",
            "quot" => "\"",
            ['#', 'x', .. var hex] => int.TryParse(hex, NumberStyles.HexNumber, null, out var code) ? Rune(code) : null,
            ['#', .. var digits] => int.TryParse(digits, out var code) ? Rune(code) : null,
            _ => null,
        };
        HasBareAmpersand |= meant is null;
        _text.Append(meant ?? "&");
        _at = meant is null ? _at + 1 : end + 1;
    }

    private static string? Rune(int code) => System.Text.Rune.IsValid(code) ? new Rune(code).ToString() : null;

    private void Open()
    {
        var start = _at++;
        var name = Word(stops: " >/\n");
        if (_at >= _source.Length)
            throw Bad($"Unclosed start tag at byte offset {Bytes(start)}");
        if (!Types.ContainsKey(name))
            throw Bad($"Unsupported start tag \"{name}\" at byte offset {Bytes(start)}");

        var attributes = Attributes(name, start);
        if (name == "span" && attributes.GetValueOrDefault("class") != "tg-spoiler")
            throw Bad($"Tag \"span\" must have class \"tg-spoiler\" at byte offset {Bytes(start)}");
        _open.Push(new(name, _text.Length, attributes));
    }

    private Dictionary<string, string> Attributes(string tag, int start)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        while (true)
        {
            SkipBlanks();
            if (_at >= _source.Length)
                throw Bad($"Unclosed start tag \"{tag}\" at byte offset {Bytes(start)}");
            if (_source[_at] == '>')
            {
                _at++;
                return attributes;
            }

            var name = Word(stops: " =>\n");
            SkipBlanks();
            attributes[name] = _at < _source.Length && _source[_at] == '=' ? Value(tag, start) : "";
        }
    }

    private string Value(string tag, int start)
    {
        _at++;
        SkipBlanks();
        if (_at < _source.Length && _source[_at] is '"' or '\'')
        {
            var end = _source.IndexOf(_source[_at], _at + 1);
            if (end < 0)
                throw Bad($"Unclosed start tag \"{tag}\" at byte offset {Bytes(start)}");
            var value = Parse(_source[(_at + 1)..end].Replace("<", "&lt;", StringComparison.Ordinal), out _).Text;
            _at = end + 1;
            return value;
        }

        return Word(stops: " >\n");
    }

    private void Close()
    {
        var start = _at;
        _at += 2;
        var name = Word(stops: " >\n");
        SkipBlanks();
        if (_at >= _source.Length || _source[_at] != '>')
            throw Bad($"Unclosed end tag at byte offset {Bytes(start)}");
        _at++;
        if (!_open.TryPop(out var tag))
            throw Bad($"Unexpected end tag at byte offset {Bytes(start)}");
        if (name.Length > 0 && name != tag.Name)
        {
            throw Bad(
                $"Unmatched end tag at byte offset {Bytes(start)}, expected \"</{tag.Name}>\", found \"</{name}>\"");
        }

        Add(tag);
    }

    private void Add(OpenTag tag)
    {
        var entity = new Entity(Types[tag.Name], tag.Start, _text.Length - tag.Start);
        if (entity.Length == 0)
            return;
        if (tag.Name == "a")
        {
            var target = tag.Attributes.GetValueOrDefault("href");
            entity = entity with { Url = target ?? _text.ToString(tag.Start, entity.Length) };
        }

        if (tag.Name == "blockquote" && tag.Attributes.ContainsKey("expandable"))
            entity = entity with { Type = "expandable_blockquote" };

        // <pre><code class="language-x"> is one piece: the code within tells its language, and goes.
        const string language = "language-";
        if (tag.Name == "code" && _open.TryPeek(out var around) && around.Name == "pre"
            && tag.Attributes.GetValueOrDefault("class")?.Split(language) is ["", var named])
        {
            around.Attributes[language] = named;
            return;
        }

        _entities.Add(entity with { Language = tag.Attributes.GetValueOrDefault(language) });
    }

    private string Word(string stops)
    {
        var start = _at;
        while (_at < _source.Length && !stops.Contains(_source[_at], StringComparison.Ordinal))
            _at++;
        return _source[start.._at].ToLowerInvariant();
    }

    private void SkipBlanks()
    {
        while (_at < _source.Length && char.IsWhiteSpace(_source[_at]))
            _at++;
    }

    private int Bytes(int index) => Encoding.UTF8.GetByteCount(_source.AsSpan(0, index));

    private static Refusal Bad(string why) => Refusal.BadRequest($"can't parse entities: {why}");

    private sealed record OpenTag(string Name, int Start, Dictionary<string, string> Attributes);
}
