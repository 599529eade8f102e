using System.Text.Json;
using ParentClaw.FleetOps.Storage;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>What a former process took in and did not get to.</summary>
public sealed class LeftTests
{
    private const long Update = 900_000_001;

    [Theory]
    [InlineData("/timezone@parent_bot Europe/Berlin", "Your time zone is Europe/Berlin now")]
    [InlineData("/invite viewer", "https://t.me/parent_bot?start=")]
    public async Task A_line_that_was_left_is_done_though_Telegram_says_only_later_who_the_bot_is(
        string line, string answer)
    {
        await using var home = await TelegramHome.StartAsync();
        var left = new ReceivedUpdate(Update, DateTimeOffset.UnixEpoch, home.Chat.Id, Said(line, home.Ann.Id));
        await home.Parent.Get<IFaceStore>().CommitAsync(new FaceChange { Received = [left] }, CancellationToken.None);
        await home.StopParentAsync();
        var unknown = home.Server.Faults.On("getMe").Next(2).TooManyRequests(TimeSpan.FromSeconds(1));

        await home.StartParentAsync();

        await home.Chat.ShowsAsync(answer);
        unknown.Hits.ShouldBe(2);
    }

    private static string Said(string text, long by) => JsonSerializer.Serialize(new
    {
        update_id = Update,
        message = new
        {
            message_id = 1,
            date = 0,
            text,
            chat = new { id = by, type = "private" },
            from = new { id = by, is_bot = false, first_name = "Ann", username = "ann" },
        },
    });
}
