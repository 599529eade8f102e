using System.ComponentModel.DataAnnotations;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Telegram;
using ParentClaw.ParentBot.Telegram.Api;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

public sealed class OwnTokenTests
{
    [Fact]
    public void Without_a_token_there_is_no_bot()
    {
        new TelegramOptions().IsOn.ShouldBeFalse();
        OwnToken.Read(new TelegramOptions()).Value.ShouldBeNull();
    }

    [Fact]
    public void A_token_comes_from_the_settings_or_from_a_file_with_a_line_end()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "token");
        File.WriteAllText(file, "1:t\n");

        OwnToken.Read(new TelegramOptions { Token = "1:t" }).Value.ShouldBe(new Secret("1:t"));
        OwnToken.Read(new TelegramOptions { TokenFile = file }).Value.ShouldBe(new Secret("1:t"));
    }

    [Fact]
    public void A_file_in_which_nothing_stands_yet_makes_no_bot()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "token");
        File.WriteAllText(file, "");

        new TelegramOptions { TokenFile = file }.IsOn.ShouldBeFalse();
        OwnToken.Read(new TelegramOptions { TokenFile = file }).Value.ShouldBeNull();
        File.WriteAllText(file, "\n");
        new TelegramOptions { TokenFile = file }.IsOn.ShouldBeTrue("what stands there is refused, not overlooked");
    }

    [Fact]
    public void What_is_no_token_is_refused_without_being_shown()
    {
        var refused = Should.Throw<StartRefusedException>(
            () => OwnToken.Read(new TelegramOptions { Token = "1:planted token" }));

        refused.Message.ShouldStartWith("In Telegram:Token is not the token of a bot.");
        refused.ToString().ShouldNotContain("planted");
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_named() =>
        Should.Throw<StartRefusedException>(() => OwnToken.Read(new TelegramOptions { TokenFile = "/nowhere/token" }))
            .Message.ShouldContain("/nowhere/token");

    [Theory]
    [InlineData("https://api.telegram.org", true)]
    [InlineData("http://127.0.0.1:8081", true)]
    [InlineData("http://api.telegram.org", false)]
    [InlineData("api.telegram.org", false)]
    [InlineData("", false)]
    public void Only_loopback_may_be_called_in_the_clear(string root, bool isFit) =>
        Faults(new TelegramOptions { ApiRoot = root }).Count.ShouldBe(isFit ? 0 : 1);

    [Fact]
    public void A_token_and_a_file_are_one_too_many() =>
        Faults(new TelegramOptions { Token = "1:t", TokenFile = "token" }).Count.ShouldBe(1);

    private static List<ValidationResult> Faults(TelegramOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults;
    }
}
