using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;
using ParentClaw.FleetOps.Members;

namespace ParentClaw.FleetOps.Tests.Commands;

internal enum Broken
{
    Gateway,
    DiskFull,
}

[FleetCommand("tell", "Tell a claw.", Role.Operator, Example = "/tell alice hello", Effect = Effect.Changes)]
internal sealed record Tell(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("text", "What.", TakesRest = true)] string Text) : ICommand;

[FleetCommand("make", "Make a claw.", Role.Operator, Example = "/make alice image=1.1.0", Effect = Effect.Changes)]
internal sealed record Make([property: Argument("claw", "Which claw.")] ClawName Claw) : ICommand
{
    [Argument("image", "From which image.", IsNamed = true)]
    public ImageVersion? Image { get; init; }

    [Argument("owner", "Whose.", IsNamed = true)]
    public long? Owner { get; init; }
}

[FleetCommand("lines", "Show lines.", Role.Viewer, Example = "/lines alice 5")]
internal sealed record Lines(
    [property: Argument("claw", "Of which claw.")] ClawName? Claw = null,
    [property: Argument("count", "How many.")] int Count = 20) : ICommand;

[FleetCommand("crash", "Break a claw.", Role.Admin, Example = "/crash alice disk-full", Effect = Effect.Destroys)]
internal sealed record Crash(
    [property: Argument("claw", "Which claw.")] ClawName Claw,
    [property: Argument("what", "What.")] Broken What) : IAsks
{
    public string? Answer { get; init; }
}

[FleetCommand("key", "See to a key.", Role.Admin, Example = "/key set alice", Effect = Effect.Changes)]
internal sealed record Key(
    [property: Argument("action", "What to do.", Choices = "set|forget")] string Action,
    [property: Argument("claw", "Whose.")] ClawName Claw) : IAsks
{
    public string? Answer { get; init; }
}

internal static class Sample
{
    public static CommandCatalogue Catalogue { get; } =
        new([typeof(Tell), typeof(Make), typeof(Lines), typeof(Crash), typeof(Key)]);
}
