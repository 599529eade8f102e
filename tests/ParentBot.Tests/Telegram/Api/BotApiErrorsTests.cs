using System.Net;
using ParentClaw.FleetOps.Secrets;
using ParentClaw.ParentBot.Telegram.Api;

namespace ParentClaw.ParentBot.Tests.Telegram.Api;

public sealed class BotApiErrorsTests
{
    [Theory]
    [InlineData(400, "Bad Request: MESSAGE_TOO_LONG", nameof(BotApiFailure.TooLong))]
    [InlineData(400, "Bad Request: message caption is too long", nameof(BotApiFailure.TooLong))]
    [InlineData(400, "Bad Request: ENTITY_BOUNDS_INVALID", nameof(BotApiFailure.BadEntities))]
    [InlineData(400, "Bad Request: QUERY_ID_INVALID", nameof(BotApiFailure.QueryTooOld))]
    [InlineData(
        400, "Bad Request: not enough rights to send text messages to the chat", nameof(BotApiFailure.Forbidden))]
    [InlineData(400, "Bad Request: something new", nameof(BotApiFailure.BadRequest))]
    [InlineData(400, null, nameof(BotApiFailure.BadRequest))]
    [InlineData(404, "Not Found", nameof(BotApiFailure.Unauthorized))]
    [InlineData(502, "Bad Gateway", nameof(BotApiFailure.ServerError))]
    public void A_refusal_means_one_thing(int status, string? description, string failure) =>
        BotApiErrors.Of("sendMessage", status, description, null).Failure.ToString().ShouldBe(failure);

    [Fact]
    public void A_proxy_that_is_asked_too_often_says_so_in_a_header()
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        response.Headers.RetryAfter = new(TimeSpan.FromSeconds(7));

        var no = BotApiErrors.OfStranger("sendMessage", response);

        (no.Failure, no.RetryAfter).ShouldBe((BotApiFailure.TooManyRequests, TimeSpan.FromSeconds(7)));
    }

    [Fact]
    public void What_was_thrown_is_kept_unless_it_names_the_token()
    {
        var token = new Secret("1:planted");
        var plain = new HttpRequestException(HttpRequestError.NameResolutionError, "no such host");
        var telling = new HttpRequestException("cannot reach /bot1:planted/getMe");

        var kept = BotApiErrors.Of("getMe", plain, token);
        kept.InnerException.ShouldBeSameAs(plain);
        kept.Message.ShouldBe("Telegram gave no answer to getMe: NameResolutionError.");
        BotApiErrors.Of("getMe", telling, token).ToString().ShouldNotContain("planted");
    }
}
