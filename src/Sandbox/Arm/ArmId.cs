namespace ParentClaw.Sandbox.Arm;

/// <summary>
/// A resource id, <c>/subscriptions/S/resourceGroups/G/providers/NS/type/name/…</c>. Ids compare without case, as
/// Azure's do; the spelling is kept.
/// </summary>
internal readonly record struct ArmId(string Text)
{
    /// <summary>What ids are compared and stored by.</summary>
    public string Key => Text.ToLowerInvariant();

    /// <summary>Last segment.</summary>
    public string Name => Segments[^1];

    /// <summary>Resource group, or null for what stands above groups.</summary>
    public string? Group => Segments is [_, _, var word, var name, ..] && Is(word, "resourceGroups") ? name : null;

    /// <summary><c>Microsoft.Compute/galleries/images</c>; the groups themselves have a type of their own.</summary>
    public string Type
    {
        get
        {
            var segments = Segments;
            var provider = Array.FindLastIndex(segments, s => Is(s, "providers"));
            if (provider < 0 || provider + 1 == segments.Length)
                return Group is null ? "Microsoft.Resources/subscriptions" : "Microsoft.Resources/resourceGroups";
            var types = segments.Skip(provider + 2).Where((_, i) => i % 2 == 0);
            return $"{segments[provider + 1]}/{string.Join('/', types)}";
        }
    }

    /// <summary>The resource that this one is a child of, one type and name up; null above a group.</summary>
    public ArmId? Parent
    {
        get
        {
            var segments = Segments;
            var provider = Array.FindLastIndex(segments, s => Is(s, "providers"));
            if (provider < 0)
                return null;
            var keep = segments.Length - provider > 4 ? segments.Length - 2 : provider;
            return new ArmId("/" + string.Join('/', segments.Take(keep)));
        }
    }

    private string[] Segments => Text.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public ArmId Child(string type, string name) => new($"{Text}/{type}/{name}");

    public bool Equals(ArmId other) => Is(Text, other.Text);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Text);

    public override string ToString() => Text;

    private static bool Is(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);
}
