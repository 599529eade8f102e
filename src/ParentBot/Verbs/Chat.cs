using ParentClaw.FleetOps.Contracts;
using ParentClaw.FleetOps.Members;
using ParentClaw.ParentBot.Configuration;
using ParentClaw.ParentBot.Terminal;

namespace ParentClaw.ParentBot.Verbs;

/// <summary>Talks with a parent that runs already, from another terminal.</summary>
internal sealed class Chat(TextWriter errors, TimeProvider time) : IVerb
{
    /// <summary>No parent answers: the same as <c>parentclaw</c> ends with then.</summary>
    private const int NoParent = 4;

    private const string DataOption = "--data";

    /// <summary>Where nobody waits at a keyboard: a parent that is upgraded is back by then.</summary>
    private static readonly TimeSpan PatienceOfPipes = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "chat";

    /// <inheritdoc/>
    public string Summary => "[--data DIR]  Talk with the parent that runs, from another terminal.";

    /// <inheritdoc/>
    public async Task<int> RunAsync(
        IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        using var parent = new ParentClient(SocketOf(arguments), agent: null);
        var answer = await parent.AboutAsync(cancellationToken);
        if (AboutView.Of(answer) is not { } about)
        {
            await errors.WriteLineAsync(
                answer.Error is { } error ? Replies.TextOf(error) : "The parent does not tell which it is.");
            return answer.Error?.Reason == ErrorReason.NoParent ? NoParent : 1;
        }

        var setting = new ChatSetting(
            new Member($"terminal:{Environment.UserName}", Environment.UserName, Role.Admin),
            about.Fleet,
            about.Sandbox ? "SANDBOX" : null)
        {
            Reached = Introduce(about),
        };
        TimeSpan? patience = TerminalFace.IsAtKeyboard ? null : PatienceOfPipes;
        var face = new TerminalFace(
            say => new RemoteConversation(parent, about, say, time, patience), time, setting);
        return (await face.RunAsync(cancellationToken)).Status;
    }

    private static string Introduce(AboutView about)
    {
        var release = about.Version.Split('+')[0]; // behind it stands the commit
        var waiting = about.Waiting switch
        {
            0 => "",
            1 => "\nAn agent asks for something; /proposals shows it.",
            var several => $"\nAgents ask for {several} things; /proposals lists them.",
        };
        return $"the parent of {about.Fleet}, {release}, with its data in {about.Data}.{waiting}";
    }

    private static string SocketOf(IReadOnlyList<string> arguments) => arguments switch
    {
        [DataOption, { Length: > 0 } folder] =>
            ApiSocket.Of(Path.GetFullPath(folder), Environment.GetEnvironmentVariable),
        [] => ApiSocket.Find(Environment.GetEnvironmentVariable, Environment.IsPrivilegedProcess, Path.Exists),
        _ => throw new StartRefusedException($"Write it as in: parentbot chat [{DataOption} DIR]"),
    };
}
