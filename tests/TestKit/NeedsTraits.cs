using Xunit.Abstractions;
using Xunit.Sdk;

namespace ParentClaw.TestKit;

/// <summary>
/// Puts the tests of <see cref="NeedsAttribute"/> into the category that <c>./check fast</c> leaves out.
/// </summary>
public sealed class NeedsTraits : ITraitDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        [KeyValuePair.Create("Category", "Integration")];
}
