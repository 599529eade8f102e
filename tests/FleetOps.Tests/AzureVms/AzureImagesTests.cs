using ParentClaw.FleetOps.AzureVms;

namespace ParentClaw.FleetOps.Tests.AzureVms;

public sealed class AzureImagesTests
{
    private const string Ubuntu = "Canonical:ubuntu-24_04-lts:server";

    [Fact]
    public async Task Gallery_versions_are_ordered_as_numbers_and_the_default_is_marked()
    {
        await using var box = await AzureBox.StartAsync();

        var images = await box.Cloud.ListImagesAsync(default);

        images.Select(image => $"{image.Version}").ShouldBe(["1.0.0", "1.9.0", "1.10.0"]);
        images.Single(image => image.IsDefault).Version.Version.ShouldBe("1.0.0");
    }

    [Theory]
    [InlineData(null, "1.0.0")]
    [InlineData("latest", "1.10.0")]
    [InlineData("1.9.0", "1.9.0")]
    [InlineData(Ubuntu + ":latest", Ubuntu + ":24.04.202510010")]
    [InlineData(Ubuntu + ":24.04.202409120", Ubuntu + ":24.04.202409120")]
    public async Task A_word_becomes_one_exact_image(string? word, string exact)
    {
        await using var box = await AzureBox.StartAsync();

        (await box.Cloud.ResolveImageAsync(word, default)).Version.ToString().ShouldBe(exact);
    }

    [Theory]
    [InlineData("1.2.0", "1.0.0, 1.9.0, 1.10.0")]
    [InlineData(Ubuntu + ":24.04.1", "24.04.202510010")]
    [InlineData("Nobody:nothing:none:latest", "The marketplace has no Nobody:nothing:none")]
    public async Task An_image_that_is_not_there_is_refused_with_what_there_is(string word, string listed)
    {
        await using var box = await AzureBox.StartAsync();

        var refused = await Should.ThrowAsync<FleetException>(() => box.Cloud.ResolveImageAsync(word, default));

        refused.Reason.ShouldBe(FailureReason.NotFound);
        refused.Message.ShouldContain(listed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("one:two")]
    [InlineData("../../1.0.0")]
    [InlineData("1.0.0 ")]
    [InlineData("a:b:c:d:1.0.0")]
    public void Anything_else_is_no_image(string word) =>
        Should.Throw<FleetException>(() => ImageWish.Parse(word)).Reason.ShouldBe(FailureReason.InvalidRequest);
}
