namespace ParentClaw.Sandbox;

/// <summary>Files that are there whole or not at all, whenever the process dies.</summary>
internal static class AtomicFile
{
    public static void Write(string path, string content)
    {
        var neighbour = $"{path}.new";
        File.WriteAllText(neighbour, content);
        File.Move(neighbour, path, overwrite: true);
    }
}
