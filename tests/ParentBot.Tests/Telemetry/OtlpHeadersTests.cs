using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Telemetry;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Telemetry;

public sealed class OtlpHeadersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", null)]
    [InlineData("\n  \n", null)]
    [InlineData("api-key=abc\n", "api-key=abc")]
    [InlineData("one = 1\r\n\r\ntwo=2=2 %\r\n", "one=1,two=2%3D2%20%25")]
    public void Headers_stand_a_line_each(string text, string? headers) => Read(text).ShouldBe(headers);

    [Theory]
    [InlineData("s3cret")]
    [InlineData("x=s3cret,y=2")]
    [InlineData("two words=s3cret")]
    [InlineData("x=s3cret\u0007")]
    public void What_is_no_header_is_refused_by_its_line_and_not_shown(string line) =>
        Should.Throw<StartRefusedException>(() => Read($"fine=1\n{line}\n")).Message.ShouldSatisfyAllConditions(
            why => why.ShouldStartWith("Line 2 of "),
            why => why.ShouldNotContain("s3cret"));

    [Fact]
    public void No_file_is_no_header_and_a_missing_one_is_refused()
    {
        OtlpHeaders.Read(null).ShouldBeNull();
        OtlpHeaders.Read("").ShouldBeNull();
        Should.Throw<StartRefusedException>(() => OtlpHeaders.Read(_folder["none"])).Message
            .ShouldContain("cannot be read");
    }

    private string? Read(string text)
    {
        File.WriteAllText(_folder["headers"], text);
        return OtlpHeaders.Read(_folder["headers"]);
    }
}
