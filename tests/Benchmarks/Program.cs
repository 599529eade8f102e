using ParentClaw.Benchmarks;

#pragma warning disable RS0030 // the process hands its stream on
return await new CommandLine(Console.Out).RunAsync(args, CancellationToken.None);
