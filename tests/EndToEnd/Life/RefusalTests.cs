namespace ParentClaw.EndToEnd.Life;

/// <summary>What is wrong outside is said in one sentence, and nothing is lost by it.</summary>
public sealed class RefusalTests(PaperHome paper) : IClassFixture<PaperHome>
{
    [Fact]
    public async Task An_unknown_setting_is_refused_with_the_nearest_known_one()
    {
        var (exit, output, errors) = await paper.RunAsync("/fleet\n", folder: null, "--Sandbox:Sped=1");

        (exit, output).ShouldBe((1, ""));
        errors.ShouldBe("The setting Sandbox:Sped is not known. Did you mean Sandbox:Speed?\n");
        await paper.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_is_refused()
    {
        var file = paper.Home["a-file"];
        await File.WriteAllTextAsync(file, "no folder");

        var (exit, output, errors) = await paper.RunAsync("/fleet\n", Path.Combine(file, "data"));

        (exit, output).ShouldBe((1, ""));
        errors.ShouldStartWith($"The data folder {file}/data cannot be made or written: ");
        errors.ShouldEndWith("Give this account the right to it, or set PARENTCLAW_DATA to another folder.\n");
        errors.Count(letter => letter == '\n').ShouldBe(1);
    }

    [Fact]
    public async Task A_second_process_is_refused_and_the_first_goes_on()
    {
        using var first = paper.Start();
        await first.Output.ReadLineAsync();

        var (exit, output, errors) = await paper.RunAsync("/destroy alice\nalice\n");

        (exit, output).ShouldBe((1, ""));
        errors.ShouldStartWith($"ParentClaw runs already on {paper.Home.Data}: process ");
        errors.Count(letter => letter == '\n').ShouldBe(1);
        await first.Input.WriteLineAsync("/status alice");
        (await first.EndAsync()).Exit.ShouldBe(0);
        await paper.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task A_damaged_store_is_refused_with_the_command_that_brings_the_last_copy_back()
    {
        var store = Path.Combine(paper.Home.Data, "fleet.db");
        await File.WriteAllTextAsync(store, new string('x', 10_000));

        var (exit, output, errors) = await paper.RunAsync("/fleet\n");

        (exit, output).ShouldBe((1, ""));
        errors.ShouldStartWith($"The store {store} is damaged");
        errors.ShouldContain("parentbot restore-store");
        errors.Count(letter => letter == '\n').ShouldBe(1);
        var restored = await paper.RunAsync("", folder: null, "restore-store");
        restored.Exit.ShouldBe(0, restored.Errors);
        await paper.ShouldBeWholeAsync();
    }

    [Theory]
    [InlineData("xai_api_key=sesame\nno secret at all\n", "Line 2 of {0} is no NAME=value of a secret.\n")]
    [InlineData("xai_api_key=\n", "Line 1 of {0} is no NAME=value of a secret.\n")]
    [InlineData(null, "{0} cannot be read: Could not find file '{0}'.\n")]
    public async Task A_broken_secrets_file_is_refused_and_nothing_of_the_claw_is_made(string? content, string sentence)
    {
        var file = paper.Home[$"secrets-{Guid.NewGuid():N}"];
        if (content is not null)
            await File.WriteAllTextAsync(file, content);

        var (exit, output, errors) = await paper.RunAsync($"/deploy bob secrets={file}\n/secret list bob\n");

        exit.ShouldBe(1);
        errors.ShouldStartWith(string.Format(sentence, file));
        output.ShouldNotContain("sesame"); // a word that no hexadecimal id holds by chance
        await paper.ShouldBeWholeAsync();
    }
}
