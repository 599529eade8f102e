using System.Collections.Immutable;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Tests.Commands;

public sealed class LabelsTests
{
    private static readonly ImmutableSortedDictionary<string, string> Had =
        ImmutableSortedDictionary<string, string>.Empty.Add("tier", "prod").Add("team", "ops");

    [Theory]
    [InlineData("", "team=ops tier=prod")]
    [InlineData("tier=test", "team=ops tier=test")]
    [InlineData("zone=1 team-", "tier=prod zone=1")]
    [InlineData("  tier-   none-  ", "team=ops")]
    [InlineData("a-b=1", "a-b=1 team=ops tier=prod")]
    [InlineData("mail=x@y.org", "mail=x@y.org team=ops tier=prod")]
    public void Words_set_and_remove_labels(string words, string labels)
    {
        Labels.TryApply(Had, words, out var changed, out _).ShouldBeTrue();
        Labels.Say(changed).ShouldBe(labels);
    }

    [Theory]
    [InlineData("tier")]
    [InlineData("Tier=prod")]
    [InlineData("tier=")]
    [InlineData("=prod")]
    [InlineData("tier=a,b")]
    [InlineData("tier=🦞")]
    [InlineData("x=1 -")]
    public void What_is_no_label_is_refused_with_the_rule(string words)
    {
        Labels.TryApply(Had, words, out var changed, out var refusal).ShouldBeFalse();
        changed.ShouldBeNull();
        refusal.ShouldContain(Labels.Rule);
    }

    [Theory]
    [InlineData("tier=prod", true)]
    [InlineData("tier", true)]
    [InlineData("tier=pro", false)]
    [InlineData("zone", false)]
    [InlineData("zone=", false)]
    public void A_choice_fits_by_key_or_by_both(string choice, bool fits) => Labels.Fit(Had, choice).ShouldBe(fits);
}
