using FsCheck;
using FsCheck.Fluent;
using ParentClaw.FleetOps.Claws;

namespace ParentClaw.FleetOps.Tests.Claws;

public sealed class VersionsTests
{
    private static readonly Arbitrary<int[]> Numbers =
        Gen.Choose(0, 999_999_999).ArrayOf(3).ToArbitrary();

    [Theory]
    [InlineData("1.9.0", "1.10.0")]
    [InlineData("1.0.0", "1.1.0")]
    [InlineData("9.9", "10.0")]
    [InlineData("1.2.0", "1.2.0-bad")]
    [InlineData("24.04.202610140", "24.04.202611010")]
    [InlineData("1.2", "1.2.1")]
    public void The_later_image_is_the_newer_one(string older, string newer)
    {
        var (one, other) = (ImageVersion.Parse(older), ImageVersion.Parse(newer));

        one.CompareTo(other).ShouldBeNegative();
        other.CompareTo(one).ShouldBePositive();
    }

    [Fact]
    public void Versions_compare_as_their_numbers_do() => Prop.ForAll(Numbers, Numbers, (left, right) =>
    {
        var expected = Math.Sign(
            left.Zip(right, (one, other) => one.CompareTo(other)).FirstOrDefault(sign => sign != 0));
        var (one, other) = (string.Join('.', left), string.Join('.', right));
        return Math.Sign(ImageVersion.Parse(one).CompareTo(ImageVersion.Parse(other))) == expected
            && Math.Sign(AppLayerVersion.Parse(one).CompareTo(AppLayerVersion.Parse(other))) == expected
            && Math.Sign(OpenClawVersion.Parse(one).CompareTo(OpenClawVersion.Parse(other))) == expected;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_version_is_newer_than_none()
    {
        ImageVersion.Parse("1.0.0").CompareTo(null).ShouldBePositive();
        AppLayerVersion.Parse("1.0.0").CompareTo(null).ShouldBePositive();
        OpenClawVersion.Parse("2026.9.6").CompareTo(null).ShouldBePositive();
    }

    [Fact]
    public void A_marketplace_image_is_read_and_shown_as_it_is()
    {
        var image = ImageVersion.Parse("Canonical:ubuntu-24_04-lts:server:24.04.202610140");

        image.IsGallery.ShouldBeFalse();
        image.Source.ShouldBe("Canonical:ubuntu-24_04-lts:server");
        image.Version.ShouldBe("24.04.202610140");
        image.ToString().ShouldBe("Canonical:ubuntu-24_04-lts:server:24.04.202610140");
    }

    [Theory]
    [InlineData("latest")]
    [InlineData("Canonical:ubuntu-24_04-lts:server:latest")]
    [InlineData("ubuntu:1.0.0")]
    [InlineData("1")]
    [InlineData("1.0.0\n")]
    [InlineData("1..0")]
    [InlineData("v1.0.0")]
    [InlineData("1.0.0-BAD")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_exact_image_is_refused(string? text)
    {
        ImageVersion.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => ImageVersion.Parse(text!));
    }

    [Theory]
    [InlineData("1.2.3.4", true)]
    [InlineData("1.2-rc", false)]
    [InlineData("1.12345678901", false)]
    [InlineData("", false)]
    public void An_app_layer_has_plain_numbers(string text, bool isOne) =>
        AppLayerVersion.TryParse(text, out _).ShouldBe(isOne);

    [Theory]
    [InlineData("2026.9.6", true)]
    [InlineData("2026.9.6-beta.1", true)]
    [InlineData("2026.9", false)]
    [InlineData("2026.9.6 ", false)]
    public void An_openclaw_has_three_numbers_and_perhaps_a_suffix(string text, bool isOne) =>
        OpenClawVersion.TryParse(text, out _).ShouldBe(isOne);

    [Theory]
    [InlineData("2026.9.5", "2026.9.10", "2026.9.10")]
    [InlineData("2026.9.6", null, "2026.9.6")]
    [InlineData(null, "2026.9.6", "2026.9.6")]
    [InlineData(null, null, null)]
    public void The_newer_of_two_is_the_other_where_one_is_not_known(string? one, string? other, string? newer) =>
        OpenClawVersion.Newer(Of(one), Of(other)).ShouldBe(Of(newer));

    private static OpenClawVersion? Of(string? text) => text is null ? null : OpenClawVersion.Parse(text);
}
