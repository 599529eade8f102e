using System.ComponentModel.DataAnnotations;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Api;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class ApiOptionsTests
{
    private static readonly string Long = new('t', 32);

    private static ApiToken Ci => new() { Name = "ci", Token = Long };

    [Theory]
    [InlineData("127.0.0.1:7411", false, null)]
    [InlineData("[::1]:7411", false, null)]
    [InlineData("0.0.0.0:7411", true, null)]
    [InlineData("0.0.0.0:7411", false, "open to other computers")]
    [InlineData("192.168.1.4:7411", false, "open to other computers")]
    [InlineData("127.0.0.1", false, "an address with a port")]
    [InlineData("localhost:7411", false, "an address with a port")]
    [InlineData("127.0.0.1:99999", false, "an address with a port")]
    public void Only_loopback_is_listened_on_unless_told_otherwise(string tcp, bool any, string? refusal) =>
        Fault(new ApiOptions { Tcp = tcp, AnyAddress = any, Tokens = [Ci] }).ShouldBeOrContain(refusal);

    [Fact]
    public void Without_a_token_nobody_could_come() =>
        Fault(new ApiOptions { Tcp = "127.0.0.1:7411" }).ShouldBeOrContain("at least one token");

    [Theory]
    [InlineData("", "x", "", "is no name")]
    [InlineData("a b", "x", "", "is no name")]
    [InlineData("ci", "", "", "Neither")]
    [InlineData("ci", "short", "", "fewer than 32")]
    [InlineData("ci", "x", "/f", "both set")]
    public void A_token_that_is_none_is_refused(string name, string token, string file, string refusal)
    {
        var fault = Fault(new ApiOptions { Tokens = [new ApiToken { Name = name, Token = token, TokenFile = file }] });

        fault.ShouldBeOrContain(refusal);
        fault!.ShouldNotContain("short");
    }

    [Fact]
    public void Two_of_one_name_are_refused() => Fault(new ApiOptions
    {
        Tokens = [Ci, new ApiToken { Name = "CI", Token = new('u', 32) }],
    }).ShouldBeOrContain("same name");

    [Fact]
    public void Two_of_one_token_are_refused() => Should.Throw<StartRefusedException>(
        () => new TokenBook(new ApiOptions { Tokens = [Ci, new ApiToken { Name = "other", Token = Long }] }))
        .Message.ShouldNotContain(Long);

    [Fact]
    public void A_file_that_others_can_read_is_refused()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["token"], Long);
        var options = new ApiOptions { Tokens = [new ApiToken { Name = "ci", TokenFile = folder["token"] }] };

        File.SetUnixFileMode(folder["token"], UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Should.Throw<StartRefusedException>(() => new TokenBook(options)).Message.ShouldContain("chmod 600");
        File.SetUnixFileMode(folder["token"], UnixFileMode.UserRead | UnixFileMode.UserWrite);

        var agent = new TokenBook(options).Find($"Bearer {Long}").ShouldNotBeNull();
        (agent.Id, agent.Role, agent.IsAgent).ShouldBe(("token:ci", Role.Viewer, true));
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused() => Should.Throw<StartRefusedException>(
        () => new TokenBook(new ApiOptions { Tokens = [new ApiToken { Name = "ci", TokenFile = "/no/such" }] }))
        .Message.ShouldContain("cannot be read");

    private static string? Fault(ApiOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Count == 0 ? null : string.Join(' ', faults.Select(fault => fault.ErrorMessage));
    }
}
