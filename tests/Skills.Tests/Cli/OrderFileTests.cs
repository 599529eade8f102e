using System.Text.Json.Nodes;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.Skills.Cli;
using ParentClaw.TestKit;

namespace ParentClaw.Skills.Tests.Cli;

public sealed class OrderFileTests : IDisposable
{
    private static readonly CommandView Plan = new(
        "plan", "Tell what a manifest would change.", "viewer", "reads", false, false, "/plan <manifest…>", "/plan x",
        [new ArgumentView("manifest", "The manifest.", false, false, true, true, [], "String")], new JsonObject());

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_file_s_text_goes_in_its_place()
    {
        File.WriteAllText(_folder["fleet.yaml"], "\uFEFFclaws:\n  \"alice\": {}\n");

        var (order, _) = Write([_folder["fleet.yaml"]]);

        order!.Words.ShouldBeNull();
        order.Arguments["manifest"].GetString().ShouldBe("claws:\n  \"alice\": {}\n");
    }

    [Fact]
    public void A_dash_is_standard_input() =>
        Write(["-"], "from a pipe").Order!.Arguments["manifest"].GetString().ShouldBe("from a pipe");

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Write([_folder["none.yaml"]]).Refusal!.ShouldContain("none.yaml");

    [Fact]
    public void A_folder_is_no_file() => Write([_folder.Path]).Refusal!.ShouldContain("cannot be read");

    [Fact]
    public void A_second_file_is_too_much()
    {
        File.WriteAllText(_folder["a"], "a");
        Write([_folder["a"], "b"]).Refusal.ShouldBe("plan takes one file; 'b' is too much.");
    }

    [Fact]
    public void A_file_that_no_parent_would_take_is_not_read_to_its_end()
    {
        using (var huge = File.Create(_folder["huge"]))
            huge.SetLength(1L << 32);
        Write([_folder["huge"]]).Refusal!.ShouldEndWith("is larger than 512 KiB.");
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        File.WriteAllBytes(_folder["bytes"], [0xff, 0xfe, 0x80]);
        Write([_folder["bytes"]]).Refusal!.ShouldEndWith("is no text in UTF-8.");
    }

    private static (CommandOrder? Order, string? Refusal) Write(string[] words, string input = "")
    {
        var files = new OrderFiles(() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input)));
        _ = new OrderWriting(Plan, files).TryWrite(
            new CommandWords([.. words], System.Collections.Immutable.ImmutableDictionary<string, string>.Empty),
            out var order, out var refusal);
        return (order, refusal);
    }
}
