using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class ConfigChangeTests
{
    [Theory]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":1.0}}""", "")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{"b":2,"c":{"d":3}}}""", "a.b: 1 -> 2; a.c.d: nothing -> 3")]
    [InlineData("""{"a":{"b":1}}""", """{"a":{}}""", "a.b: 1 -> nothing")]
    [InlineData("""{"a":{"b":1}}""", """{"a":[]}""", """a: {"b":1} -> []""")]
    [InlineData("""{"a":[1,{"b":2}]}""", """{"a":[1,{"b":3}]}""", """a: [1,{"b":2}] -> [1,{"b":3}]""")]
    [InlineData("{}", """{"a":{}}""", "a: nothing -> {}")]
    [InlineData("""{"a":null}""", "{}", "a: null -> nothing")]
    [InlineData("""{"x":{"a.b":{"c":1}}}""", """{"x":{}}""", """x["a.b"].c: 1 -> nothing""")]
    [InlineData("""{"t":"__OPENCLAW_REDACTED__"}""", """{"t":"${T}"}""", """t: a secret -> "${T}" """)]
    public void What_differs_is_named_by_its_path(string was, string to, string said) => string.Join(
        "; ",
        ConfigChange.Between("", Json(was), Json(to))
            .Select(change => $"{change.Path}: {ConfigChange.Say(change.Was)} -> {ConfigChange.Say(change.Is)}"))
        .ShouldBe(said.Trim());

    [Fact]
    public void Nothing_differs_from_itself_and_all_that_differs_is_seen_from_both_sides()
    {
        var leaf = Gen.Elements("1", "\"x\"", "null", "[]", "{}");
        var node = Gen.Sized(size => Tree(leaf, Math.Min(size, 4)));

        Prop.ForAll(Gen.Two(node).ToArbitrary(), pair =>
        {
            var (one, other) = (Json(pair.Item1), Json(pair.Item2));
            var there = ConfigChange.Between("", one, other).Select(change => change.Path).ToHashSet();
            var back = ConfigChange.Between("", other, one).Select(change => change.Path).ToHashSet();
            return !ConfigChange.Between("", one, one).Any()
                && there.SetEquals(back)
                && there.Count == 0 == JsonElement.DeepEquals(one, other);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    private static Gen<string> Tree(Gen<string> leaf, int depth) => depth == 0
        ? leaf
        : Gen.OneOf(leaf, Gen.ListOf(Gen.Zip(Gen.Elements("a", "b", "c"), Tree(leaf, depth - 1))).Select(Object));

    private static string Object(IEnumerable<(string Key, string Value)> members)
    {
        var written = members.DistinctBy(member => member.Key).Select(member => $"\"{member.Key}\":{member.Value}");
        return $"{{{string.Join(',', written)}}}";
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
