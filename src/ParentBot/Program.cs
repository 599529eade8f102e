using System.Diagnostics.CodeAnalysis;
using ParentClaw.ParentBot.Verbs;

[assembly: SuppressMessage("ApiDesign", "RS0030:Do not use banned APIs", Scope = "member", Target = "~M:Program.<Main>$(System.String[])~System.Threading.Tasks.Task{System.Int32}", Justification = "The process hands its streams on.")]

return await new CommandLine(Console.Out, Console.Error, TimeProvider.System).RunAsync(args, CancellationToken.None);
