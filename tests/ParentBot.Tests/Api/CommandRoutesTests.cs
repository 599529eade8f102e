using System.Net;
using System.Text;
using System.Text.Json;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Proposals;

namespace ParentClaw.ParentBot.Tests.Api;

public sealed class CommandRoutesTests(ApiParent parent) : IClassFixture<ApiParent>
{
    [Fact]
    public async Task All_commands_are_listed_with_their_schemas()
    {
        var answer = await parent.GetAsync("v1/commands");

        var commands = JsonSerializer.Deserialize(answer.Text, ContractJson.Default.ImmutableListCommandView)!;
        commands.Select(command => command.Name)
            .ShouldBe(parent.Get<CommandCatalogue>().Commands.Select(command => command.Name));
        commands.ShouldAllBe(command => command.Schema["type"]!.GetValue<string>() == "object");
        answer.Timing.ShouldNotBeNull().ShouldStartWith("app;dur=");
    }

    [Fact]
    public async Task A_look_is_answered_with_facts_and_with_text_where_a_width_is_given()
    {
        var answer = await parent.PostAsync("v1/commands/fleet", """{"columns": 80}""");

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Text);
        var envelope = answer.Envelope;
        (envelope.Ok, envelope.Command, envelope.Error).ShouldBe((true, "fleet", null));
        envelope.Data!.Text.ShouldNotBeNull().ShouldContain("There is no claw yet");
        envelope.Data.Result!["claws"]!.AsArray().ShouldBeEmpty();
        answer.Timing.ShouldNotBeNull();
        (await parent.PostAsync("v1/commands/fleet", "{}")).Envelope.Data!.Text.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_by_an_agent_waits_for_a_person_once_for_its_key()
    {
        const string Order = """{"arguments": {"claw": "kept-once"}, "why": "more of them"}""";
        string[] headers = ["Idempotency-Key", "deploy-1", "Parentclaw-Agent", "ops.bot"];

        var first = await parent.PostAsync("v1/commands/deploy", Order, headers);
        var second = await parent.PostAsync("v1/commands/deploy", Order, headers);
        var other = await parent.PostAsync("v1/commands/deploy", Order, "Idempotency-Key", "deploy-1");

        first.ShouldRefuse(HttpStatusCode.Accepted, ErrorReason.Waiting, "waits for an Admin");
        var proposal = first.Envelope.Data!.Proposal.ShouldNotBeNull();
        (proposal.By, proposal.Why).ShouldBe(("ops.bot", "more of them"));
        second.Envelope.Data!.Proposal!.Id.ShouldBe(proposal.Id);
        other.Envelope.Data!.Proposal!.Id.ShouldNotBe(proposal.Id, "another agent's key is another");
        var kept = await parent.Get<IProposalStore>().ListAsync(100, CancellationToken.None);
        kept.Count(one => one.Claw?.Value == "kept-once").ShouldBe(2);
    }

    [Fact]
    public async Task An_unknown_command_is_refused_with_the_nearest_one()
    {
        var answer = await parent.PostAsync("v1/commands/flete", "{}");

        answer.ShouldRefuse(HttpStatusCode.NotFound, ErrorReason.NotFound, "There is no command 'flete'.");
        answer.Envelope.Error!.Hint.ShouldBe("Did you mean fleet?");
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{", "no JSON")]
    [InlineData("{} x", "no JSON")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("""{"dryrun": true}""", "'dryrun' is not known here. Did you mean dryRun?")]
    [InlineData("""{"arguments": null}""", "'$.arguments'")]
    [InlineData("""{"arguments": []}""", "'$.arguments'")]
    [InlineData("""{"arguments": {"claw": 7}}""", "claw is of the wrong type")]
    [InlineData("""{"arguments": {"claw": ["bob"]}}""", "claw is of the wrong type")]
    [InlineData("""{"arguments": {"claw": {"a": 1}}}""", "claw is of the wrong type")]
    [InlineData("""{"arguments": {"clav": "bob"}}""", "Did you mean claw?")]
    [InlineData("""{"arguments": {"claw": "bob", "claw": "al"}}""", "'claw' stands in the body twice")]
    [InlineData("""{"why": "a", "\u0077hy": "b"}""", "'why' stands in the body twice")]
    [InlineData("""{"arguments": {"claw": "\ud800"}}""", "half a character")]
    [InlineData("""{"arguments": {"\udc00": "x"}}""", "half a character")]
    [InlineData("""{"columns": NaN}""", "no JSON")]
    [InlineData("""{"columns": 1e99}""", "'$.columns'")]
    [InlineData("""{"columns": 1}""", "columns is 0 for no limit")]
    [InlineData("""{"columns": "80"}""", "'$.columns'")]
    [InlineData("""{"dryRun": null}""", "'$.dryRun'")]
    [InlineData("""{"words": "no such words at all ; really"}""", "")]
    [InlineData("""{"arguments": {}}""", "")]
    public async Task A_body_that_is_no_order_is_refused_in_a_sentence(string body, string words) =>
        (await parent.PostAsync("v1/commands/status", body))
            .ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, words);

    [Fact]
    public async Task Deep_nesting_is_refused()
    {
        var deep = $$"""{"arguments": {{new string('[', 100_000)}}{{new string(']', 100_000)}}}""";

        (await parent.PostAsync("v1/commands/fleet", deep))
            .ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, "no JSON");
    }

    [Fact]
    public async Task Bytes_that_are_no_text_are_refused()
    {
        var body = new ByteArrayContent([.. "{\"why\": \""u8, 0xC3, 0x28, .. "\"}"u8]);
        body.Headers.ContentType = new("application/json");

        var answer = await parent.SendAsync(Order(body));

        answer.ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, "not UTF-8");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    public async Task A_body_that_does_not_call_itself_JSON_is_refused(string type)
    {
        var body = new StringContent("{}", Encoding.UTF8);
        body.Headers.Remove("Content-Type");
        body.Headers.TryAddWithoutValidation("Content-Type", type);

        var answer = await parent.SendAsync(Order(body));

        answer.ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, "application/json");
    }

    [Fact]
    public async Task What_looks_like_a_secret_is_not_echoed()
    {
        var secret = $"sk-{new string('k', 40)}";
        var name = await parent.PostAsync($"v1/commands/{secret}", "{}");
        var field = await parent.PostAsync("v1/commands/fleet", $$"""{"{{secret}}": 1}""");
        var argument = await parent.PostAsync("v1/commands/status", "{\"arguments\": {\"" + secret + "\": \"x\"}}");

        foreach (var answer in new[] { name, field, argument })
        {
            answer.Envelope.Ok.ShouldBeFalse();
            answer.Text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task A_parameter_that_nobody_reads_is_refused_and_nothing_is_done()
    {
        var answer = await parent.PostAsync(
            "v1/commands/deploy?dryRun=true", """{"arguments": {"claw": "never-asked-for"}}""");

        answer.ShouldRefuse(HttpStatusCode.BadRequest, ErrorReason.Usage, "'dryRun' is no parameter");
        (await parent.Get<IProposalStore>().ListAsync(100, CancellationToken.None))
            .ShouldNotContain(proposal => proposal.Claw != null && proposal.Claw.Value == "never-asked-for");
    }

    private static HttpRequestMessage Order(HttpContent body) =>
        new(HttpMethod.Post, "v1/commands/fleet") { Content = body };
}
