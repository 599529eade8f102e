namespace ParentClaw.FleetOps.Storage.Backups;

/// <summary>Why a file cannot be restored, a sentence each. Whichever it is, nothing was touched.</summary>
internal static class BackupRefusals
{
    /// <summary>It does not begin as a backup does.</summary>
    public static FleetException Foreign(string file) => Refusal($"{file} is no backup of ParentClaw.");

    /// <summary>Its format is of a later version.</summary>
    public static FleetException Newer(string file) =>
        Refusal($"A newer ParentClaw wrote {file}. Restore it with that version.");

    /// <summary>Another passphrase made its key.</summary>
    public static FleetException WrongPassphrase(string file) =>
        Refusal($"This passphrase does not open {file}. Nothing was touched; try another.");

    /// <summary>It ends before the backup does.</summary>
    public static FleetException CutOff(string file) =>
        Refusal($"{file} is cut off: it ends before the backup does. Nothing was touched; fetch it again, whole.");

    /// <summary>It is not what was written.</summary>
    public static FleetException Damaged(string file) =>
        Refusal($"{file} is damaged: it is not what was written. Nothing was touched; fetch it again.");

    /// <summary>It is what was written, but cannot be lived in.</summary>
    public static FleetException Unsound(string file, string finding) =>
        Refusal($"The backup {file} opens, but {finding}. Nothing was touched; take an older one.");

    private static FleetException Refusal(string sentence) => new(FailureReason.InvalidRequest, sentence);
}
