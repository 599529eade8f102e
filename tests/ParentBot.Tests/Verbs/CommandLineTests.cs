using ParentClaw.TestKit;

namespace ParentClaw.ParentBot.Tests.Verbs;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_chat_over_a_pipe_ends_with_0_and_leaves_the_error_stream_clean()
    {
        var (exit, output, errors) = await Run("/help\n/quit\n");

        (exit, errors).ShouldBe((0, ""));
        output.ShouldStartWith("ParentClaw · SANDBOX");
        output.ShouldContain("/audit");
    }

    [Theory]
    [InlineData("--Fleet:Nmae=x", "The setting Fleet:Nmae is not known. Did you mean Fleet:Name?\n")]
    [InlineData("--Log:Files=0", "The setting Log:Files is refused: The field Files must be between 1 and 1000.\n")]
    [InlineData(
        "--Fleet:Name=X",
        "The setting Fleet:Name is refused: It has 3 to 32 characters of a-z, 0-9 and -, "
        + "begins with a letter and ends with a letter or digit.\n")]
    [InlineData("frobnicate", "'frobnicate' is no setting. They are written --Section:Key=value; --help tells more.\n")]
    public async Task What_prevents_the_start_is_one_sentence(string argument, string sentence) =>
        (await Run("", argument)).ShouldBe((1, "", sentence));

    [Fact]
    public async Task A_second_process_is_refused_and_the_first_goes_on()
    {
        using var first = new RunningParentBot(_folder.Path);
        await first.Output.ReadLineAsync();

        var second = await Run("/help\n");

        (second.Exit, second.Output).ShouldBe((1, ""));
        second.Errors.ShouldStartWith($"ParentClaw runs already on {_folder.Path}: process ");
        await first.Input.WriteLineAsync("/quit");
        (await first.EndAsync()).Exit.ShouldBe(0);
    }

    [Fact]
    public async Task A_damaged_store_is_refused_with_the_way_out()
    {
        await File.WriteAllTextAsync(_folder["fleet.db"], new string('x', 10_000));

        var (exit, _, errors) = await Run("/audit\n");

        exit.ShouldBe(1);
        errors.ShouldStartWith($"The store {_folder["fleet.db"]} is damaged");
        errors.Count(letter => letter == '\n').ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_copy_there_is_nothing_to_restore() =>
        (await Run("", "restore-store")).Errors.ShouldStartWith("There is no copy");

    [Fact]
    public async Task A_backup_is_taken_while_a_parent_runs_and_restored_when_none_does()
    {
        const string passphrase = "correct horse battery\n";
        var file = _folder["fleet.backup"];
        using (var running = new RunningParentBot(_folder["data"]))
        {
            await running.Output.ReadLineAsync();
            (await RunIn("data", passphrase, "backup", file)).Exit.ShouldBe(0);
            (await RunIn("data", passphrase, "restore", file)).Errors.ShouldStartWith("ParentClaw runs already on ");
            await running.EndAsync();
        }

        (await RunIn("elsewhere", "wrong horse battery\n", "restore", file))
            .ShouldBe((1, "", $"This passphrase does not open {file}. Nothing was touched; try another.\n"));
        await File.WriteAllTextAsync(_folder["passphrase"], passphrase);
        var (exit, output, errors) = await RunIn(
            "elsewhere", "", "restore", file, "--passphrase-file", _folder["passphrase"]);

        (exit, errors).ShouldBe((0, ""));
        output.ShouldContain($" UTC is the store of {_folder["elsewhere"]} now.");
    }

    [Theory]
    [InlineData("short\n", "The passphrase is too short")]
    [InlineData("", "No passphrase was given")]
    public async Task A_backup_wants_a_passphrase_that_protects(string passphrase, string sentence) =>
        (await RunIn("data", passphrase, "backup", _folder["fleet.backup"])).Errors.ShouldStartWith(sentence);

    [Theory]
    [InlineData("backup")]
    [InlineData("restore", "--passphrase", "on the command line")]
    [InlineData("backup", "one", "two")]
    public async Task What_a_backup_is_not_told_is_asked_for_in_one_sentence(params string[] arguments) =>
        (await RunIn("data", "", arguments)).Errors
            .ShouldBe($"Write it as in: parentbot {arguments[0]} FILE [--passphrase-file FILE]\n");

    [Theory]
    [InlineData("--version", "parentbot 0.")]
    [InlineData("--help", "parentbot [--Section:Key=value …]")]
    public async Task The_executable_explains_itself(string argument, string beginning)
    {
        var (exit, output, errors) = await Run("", argument);

        (exit, errors).ShouldBe((0, ""));
        output.ShouldStartWith(beginning);
    }

    private Task<(int Exit, string Output, string Errors)> RunIn(
        string folder, string input, params string[] arguments) =>
        RunningParentBot.RunAsync(_folder[folder], input, arguments);

    private Task<(int Exit, string Output, string Errors)> Run(string input, params string[] arguments) =>
        RunningParentBot.RunAsync(_folder.Path, input, arguments);
}
