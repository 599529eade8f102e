using Xunit.Abstractions;
using Xunit.Sdk;

namespace ParentClaw.TestKit;

/// <summary>The categories of <see cref="MachineFactAttribute"/>.</summary>
public sealed class MachineTraits : ITraitDiscoverer
{
    /// <inheritdoc/>
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        [KeyValuePair.Create("Category", "Integration"), KeyValuePair.Create("Category", "Machines")];
}
