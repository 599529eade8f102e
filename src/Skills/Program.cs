using ParentClaw.Skills.Cli;

return await CommandLine.RunAsync(args, CancellationToken.None);
