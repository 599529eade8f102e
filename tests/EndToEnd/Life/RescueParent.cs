namespace ParentClaw.EndToEnd.Life;

/// <summary>A parent with two claws to be broken: alice comes through each break, bob is rebuilt.</summary>
public sealed class RescueParent : IAsyncLifetime
{
    internal LiveParent Parent { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Parent = await LiveParent.StartAsync(null);
        await Task.WhenAll(Parent.DoAsync("/deploy alice"), Parent.DoAsync("/deploy bob"));
    }

    public async Task DisposeAsync() => await Parent.DisposeAsync();

    /// <summary>Writes a page into a claw's workspace; returns where.</summary>
    internal async Task<string> WriteAsync(string claw, string diary)
    {
        var page = Parent.Home.OnDisk($"{claw}-d1", "workspace/diary.md");
        await File.WriteAllTextAsync(page, diary);
        return page;
    }
}
