using ParentClaw.Sandbox;

namespace ParentClaw.EndToEnd.Telegram;

/// <summary>Operations as messages that are edited in place.</summary>
public sealed class ProgressTests
{
    [Fact]
    public async Task What_went_wrong_is_told_with_buttons_that_fit()
    {
        await using var home = await TelegramHome.StartAsync();

        home.Parent.Faults.Add(new Fault
        {
            On = "VirtualMachines_CreateOrUpdate", Status = 403, Code = "AuthorizationFailed",
        });

        await home.Chat.SaysAsync("/deploy bob");
        await home.Chat.ShowsAsync("[Retry] [Logs] [Why]");
        await home.Chat.PressesAsync("Why");
        await home.Chat.ShowsAsync("bob is Failed");
        await home.Chat.PressesAsync("Retry");

        await home.Chat.ShowsAsync("bob is deployed");
    }

    [Fact]
    public async Task It_goes_on_after_a_restart_in_the_same_message()
    {
        await using var home = await TelegramHome.StartAsync(null, "--Sandbox:Machines=None", "--Sandbox:Speed=0.05");
        await home.Chat.SaysAsync("/deploy alice");
        await home.Chat.ShowsAsync("[Cancel]");
        var card = home.Chat.Last;

        await home.StopParentAsync();
        await home.StartParentAsync();
        await home.Chat.ShowsAsync("alice is deployed", TimeSpan.FromSeconds(60));

        home.Chat.Messages.Single(message => message.Text.Contains("alice is deployed", StringComparison.Ordinal))
            .Id.ShouldBe(card.Id);
    }
}
