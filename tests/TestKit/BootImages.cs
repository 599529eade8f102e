using ParentClaw.ParentBot.SandboxHost;

namespace ParentClaw.TestKit;

/// <summary>Images of machines that boot, made once for a computer and then found.</summary>
public static class BootImages
{
    private static readonly Lazy<Task> Stock = new(
        () => NspawnImages.MakeAsync(
            NspawnImages.DefaultCache, [NspawnImages.Stock], _ => { }, CancellationToken.None));

    /// <summary>Folder of the image that a marketplace reference starts from; the first call may take
    /// minutes.</summary>
    public static async Task<string> StockAsync()
    {
        await Stock.Value;
        return Path.Combine(NspawnImages.DefaultCache, NspawnImages.Stock);
    }
}
