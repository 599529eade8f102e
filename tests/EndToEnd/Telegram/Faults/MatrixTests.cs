
namespace ParentClaw.EndToEnd.Telegram.Faults;

/// <summary>Holds the matrix of methods and faults against what parents really call.</summary>
public sealed class MatrixTests
{
    /// <summary>The methods of which each fault is tried.</summary>
    internal static IReadOnlyList<string> Methods { get; } =
    [
        .. new[]
        {
            FaultsOnTheWayOutTests.Messages, FaultsOnTheWayOutTests.Documents, FaultsOnTheWayOutTests.Edits,
            FaultsOnTheWayOutTests.Deletions, FaultsOnTheWayOutTests.Presses, FaultsOnTheWayInTests.Polls,
            FaultsOnTheWayInTests.Looks, FaultsOnTheWayInTests.Beginnings, FaultsOnTheWayInTests.Menus,
            FaultsOnTheWayInTests.MenusGone,
        }.SelectMany(rows => rows).Select(row => (string)row[0]).Distinct().Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task Every_method_that_a_parent_calls_is_in_the_matrix_and_no_other()
    {
        var home = new FaultyHome();
        try
        {
            await home.InitializeAsync();
            await TellAsync(home);

            home.Home.Server.Calls.Select(call => call.Method).Distinct().Order(StringComparer.Ordinal)
                .ShouldBe(Methods);
        }
        finally
        {
            await home.DisposeAsync();
        }
    }

    /// <summary>A story in which there is some of all that goes to Telegram.</summary>
    private static async Task TellAsync(FaultyHome home)
    {
        await LongTrail.WriteAsync(home);
        await home.SaysAsync("/audit 300");
        await home.SaysAsync("/secret set mia openai_api_key");
        await home.ShowsAsync(messages => messages[^1].AsksForReply);
        await home.SaysAsync("something-that-nobody-else-may-read");
        await home.SaysAsync("/park");
        await home.ShowsAsync(messages => messages[^1].Buttons.Count > 0);
        await home.Chat.PressesAsync("alice");
        await home.ShowsAsync("alice is parked");
        await home.Time.HurryAsync(home.Home.Server.UntilAsync(
            calls => calls.Any(call => call.Method == "getWebhookInfo"), TimeSpan.FromSeconds(60)));
    }
}
