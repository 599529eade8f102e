using ParentClaw.ParentBot.Verbs;

#pragma warning disable RS0030 // the process hands its streams on
return await new CommandLine(Console.Out, Console.Error, TimeProvider.System).RunAsync(args, CancellationToken.None);
