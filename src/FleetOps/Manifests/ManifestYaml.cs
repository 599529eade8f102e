using System.Collections.Immutable;
using System.Text;
using ParentClaw.FleetOps.Commands;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>
/// Makes nodes of hostile YAML: one document, no anchors (a short file could become a huge one), no tags, each key
/// once,
/// and no deeper than a manifest is.
/// </summary>
internal sealed class ManifestYaml
{
    /// <summary>
    /// The longest manifest, in bytes: a thousand claws with all that can be said of them have 600 KiB.
    /// </summary>
    internal const int LongestText = 1024 * 1024;

    private const int Deepest = 12;
    private const int MostFaults = 100;

    private readonly List<ManifestFault> _faults;
    private readonly Parser _parser;

    private ManifestYaml(string text, List<ManifestFault> faults)
    {
        _faults = faults;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The root; null where the text cannot be read, which the faults then say.</summary>
    internal static ManifestNode? Read(string text, List<ManifestFault> faults)
    {
        if (Encoding.UTF8.GetByteCount(text) > LongestText)
            return Stop(faults, 1, 1, $"It has more than {LongestText / 1024} KiB. Divide it into several manifests.");

        text = text.StartsWith('\uFEFF') ? text[1..] : text;
        if (FindUnreadable(text) is { } unreadable)
            return Stop(faults, unreadable.Line, unreadable.Column, unreadable.Text);

        try
        {
            return new ManifestYaml(text, faults).Document();
        }
        catch (YamlException broken)
        {
            var tab = FindTab(text, (int)broken.Start.Line, (int)broken.End.Line + 1);
            return tab is { } line
                ? Stop(faults, line, 1, "A tab stands in this line; YAML is indented by spaces only. Write spaces.")
                : Stop(
                    faults, (int)broken.Start.Line, (int)broken.Start.Column,
                    $"This is no YAML: {Quoted.Line(broken.Message, 160).TrimEnd('.')}.");
        }
    }

    private static ManifestNode? Stop(List<ManifestFault> faults, int line, int column, string text)
    {
        faults.Add(new ManifestFault(Math.Max(1, line), Math.Max(1, column), text));
        return null;
    }

    // What is no UTF-8 was read as U+FFFD; other characters here only hide something from who reads the file.
    private static ManifestFault? FindUnreadable(string text)
    {
        var (line, column) = (1, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            column++;
            if (rune.Value == '\n')
                (line, column) = (line + 1, 0);
            else if (rune == Rune.ReplacementChar)
                return new ManifestFault(line, column, "A character here is no UTF-8. Save the file as UTF-8.");
            else if (rune.Value is not ('\r' or '\t') && !Quoted.IsHarmless(rune))
                return new ManifestFault(
                    line, column, $"A character that cannot be seen stands here (U+{rune.Value:X4}). Remove it.");
        }

        return null;
    }

    // Where the reader stumbled, or in the line behind it: a tab there is what it did not take.
    private static int? FindTab(string text, int from, int to)
    {
        var lines = text.Split('\n');
        for (var line = Math.Max(1, from); line <= Math.Min(to, lines.Length); line++)
        {
            if (lines[line - 1].AsSpan().TrimStart(' ').StartsWith("\t"))
                return line;
        }

        return null;
    }

    private ManifestNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out var empty))
            return Stop(_faults, (int)empty.Start.Line, 1, "The manifest is empty. /export shows what one looks like.");

        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out _))
        {
            var next = _parser.Current!.Start;
            return Stop(_faults, (int)next.Line, (int)next.Column, "A second document begins here; a manifest is one.");
        }

        return root;
    }

    private ManifestNode? Node(int depth)
    {
        var here = _parser.Current!;
        if (depth > Deepest)
            throw new YamlException(here.Start, here.End, $"it is nested deeper than {Deepest} levels");
        if (here is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
            throw new YamlException(
                here.Start, here.End, "anchors (&, *) are not for manifests; what all claws share goes into defaults:");
        if (here is NodeEvent { Tag.IsEmpty: false })
            throw new YamlException(here.Start, here.End, "tags (!) are not for manifests; leave it out");

        var (line, column) = ((int)here.Start.Line, (int)here.Start.Column);
        switch (here)
        {
            case Scalar scalar:
                _parser.MoveNext();
                return new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain, line, column);
            case SequenceStart:
                return List(depth, line, column);
            case MappingStart:
                return Map(depth, line, column);
            default:
                throw new YamlException(here.Start, here.End, "something else was expected here");
        }
    }

    private ListNode List(int depth, int line, int column)
    {
        _parser.MoveNext();
        var items = ImmutableList.CreateBuilder<ManifestNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Node(depth + 1)!);
        return new ListNode(items.ToImmutable(), line, column);
    }

    private MapNode Map(int depth, int line, int column)
    {
        _parser.MoveNext();
        var entries = ImmutableList.CreateBuilder<(ScalarNode, ManifestNode)>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1)!;
            var value = Node(depth + 1)!;
            if (key is not ScalarNode { Text: { Length: > 0 } name } scalar)
                Complain(key, "A key is a word here.");
            else if (!seen.TryAdd(name, key.Line))
                Complain(key, $"{Quoted.Text(name)} stands already in line {seen[name]}. Remove one of them.");
            else
                entries.Add((scalar, value));
        }

        return new MapNode(entries.ToImmutable(), line, column);
    }

    private void Complain(ManifestNode at, string text)
    {
        if (_faults.Count < MostFaults)
            _faults.Add(new ManifestFault(at.Line, at.Column, text));
    }
}
