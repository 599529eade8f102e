namespace ParentClaw.FleetOps.Storage;

internal static class StoreCopies
{
    public const string RestoreCommand = "parentbot restore-store";
}
