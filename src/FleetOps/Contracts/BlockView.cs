using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace ParentClaw.FleetOps.Contracts;

/// <summary>A piece of a reply; the closed family is in this file, <c>kind</c> tells which.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(TextView), "text")]
[JsonDerivedType(typeof(HeadingView), "heading")]
[JsonDerivedType(typeof(TableView), "table")]
[JsonDerivedType(typeof(OutputView), "output")]
[JsonDerivedType(typeof(QuoteView), "quote")]
[JsonDerivedType(typeof(FactsView), "facts")]
[JsonDerivedType(typeof(FileView), "file")]
public abstract record BlockView;

/// <summary>A paragraph.</summary>
public sealed record TextView(string Text) : BlockView;

/// <summary>A heading.</summary>
public sealed record HeadingView(string Text) : BlockView;

/// <summary>A table; each row as long as the headings.</summary>
public sealed record TableView(ImmutableList<string> Columns, ImmutableList<ImmutableList<string>> Rows) : BlockView;

/// <summary>Output of a machine.</summary>
public sealed record OutputView(string Text) : BlockView;

/// <summary>Words of somebody else.</summary>
public sealed record QuoteView(string Text) : BlockView;

/// <summary>Facts in order.</summary>
public sealed record FactsView(ImmutableList<FactView> Facts) : BlockView;

/// <summary>One fact.</summary>
public sealed record FactView(string Name, string Value);

/// <summary>A file to keep.</summary>
public sealed record FileView(string Name, string Text) : BlockView;
