using ParentClaw.ParentBot.Configuration;
using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Configuration;

public sealed class FleetConfigurationTests : IDisposable
{
    private static readonly KnownKeys Known = new(
        [KeyValuePair.Create("Sample", typeof(SampleOptions)), KeyValuePair.Create("Cloud", typeof(CloudOptions))]);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_command_line_wins_over_the_file()
    {
        Write("""{ /* as shipped */ "Sample": { "Count": 1, "Wait": "00:00:05", }, }""");

        var configuration = FleetConfiguration.Read(_folder.Path, ["--Sample:Count=2"], Known);

        configuration["Sample:Count"].ShouldBe("2");
        configuration["Sample:Wait"].ShouldBe("00:00:05");
    }

    [Fact]
    public void A_file_of_ones_own_wins_over_the_shipped_one()
    {
        Write("""{ "Sample": { "Count": 1, "Wait": "00:00:05" } }""");
        File.WriteAllText(_folder["own.json"], """{ "Sample": { "Count": 3 } }""");

        var configuration = FleetConfiguration.Read(_folder.Path, [], Known, _folder["own.json"]);

        configuration["Sample:Count"].ShouldBe("3");
        configuration["Sample:Wait"].ShouldBe("00:00:05");
        Should.Throw<StartRefusedException>(
            () => FleetConfiguration.Read(_folder.Path, [], Known, _folder["none.json"]))
            .Message.ShouldStartWith($"PARENTCLAW_SETTINGS names {_folder["none.json"]}");
    }

    [Fact]
    public void A_file_is_not_needed() =>
        FleetConfiguration.Read(_folder.Path, [], Known)["Sample:Count"].ShouldBeNull();

    [Theory]
    [InlineData("--Sample:Count=7")]
    [InlineData("--sample:count=-7")]
    [InlineData("--Sample:Wait=00:01:30")]
    [InlineData("--Sample:Names:0=any")]
    [InlineData("--Sample:Table:any key=value")]
    [InlineData("--Sample:Inner:Flag=true")]
    [InlineData("--Sample:Perhaps=")]
    [InlineData("--Sample:Text=a=b")]
    [InlineData("--Cloud:Kind=azurevms")]
    public void What_is_known_and_fits_is_taken(string argument) =>
        Should.NotThrow(() => FleetConfiguration.Read(_folder.Path, [argument], Known));

    [Theory]
    [InlineData("--Sample:Cuont=7", "The setting Sample:Cuont is not known. Did you mean Sample:Count?")]
    [InlineData("--Smaple:Count=7", "The setting Smaple:Count is not known. Did you mean Sample:Count?")]
    [InlineData("--Sample:Inner:Falg=1", "The setting Sample:Inner:Falg is not known. Did you mean Sample:Inner:Flag?")]
    [InlineData("--Sample:Count:0=7", "The setting Sample:Count:0 is not known. Did you mean Sample:Count?")]
    [InlineData("--Banana=7", "The setting Banana is not known. appsettings.json shows all there are.")]
    [InlineData("--Sample:Count=many", "The setting Sample:Count cannot be 'many': it holds a number.")]
    [InlineData("--Sample:Count=", "The setting Sample:Count cannot be '': it holds a number.")]
    [InlineData(
        "--Sample:Wait=soon", "The setting Sample:Wait cannot be 'soon': it holds a duration such as 00:01:30.")]
    [InlineData("--Sample:Inner:Flag=1", "The setting Sample:Inner:Flag cannot be '1': it holds true or false.")]
    [InlineData("--Cloud:Kind=Asure", "The setting Cloud:Kind cannot be 'Asure': it holds one of Sandbox, AzureVms.")]
    [InlineData("--Cloud:Kind=1", "The setting Cloud:Kind cannot be '1': it holds one of Sandbox, AzureVms.")]
    [InlineData(
        "Cloud:Kind=1", "'Cloud:Kind=1' is no setting. They are written --Section:Key=value; --help tells more.")]
    [InlineData(
        "--Cloud:Kind", "'--Cloud:Kind' is no setting. They are written --Section:Key=value; --help tells more.")]
    public void What_is_not_known_or_does_not_fit_is_refused_in_one_sentence(string argument, string sentence) =>
        Refusal(argument).ShouldBe(sentence);

    [Fact]
    public void A_damaged_file_is_refused_by_its_name()
    {
        Write("""{ "Sample": """);

        Refusal().ShouldContain("appsettings.json");
    }

    [Fact]
    public void A_mistyped_key_in_the_file_is_refused()
    {
        Write("""{ "Sample": { "Conut": 1 } }""");

        Refusal().ShouldBe("The setting Sample:Conut is not known. Did you mean Sample:Count?");
    }

    private void Write(string json) => File.WriteAllText(_folder["appsettings.json"], json);

    private string Refusal(params string[] arguments) =>
        Should.Throw<StartRefusedException>(() => FleetConfiguration.Read(_folder.Path, arguments, Known)).Message;

    private sealed class SampleOptions
    {
        public int Count { get; set; }

        public int? Perhaps { get; set; }

        public string Text { get; set; } = "";

        public TimeSpan Wait { get; set; }

        public IReadOnlyList<string> Names { get; init; } = [];

        public IReadOnlyDictionary<string, string> Table { get; init; } = new Dictionary<string, string>();

        public Nested Inner { get; set; } = new();
    }

    private sealed class Nested
    {
        public bool Flag { get; set; }
    }
}
