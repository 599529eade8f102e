using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace ParentClaw.ParentBot.Tests.Api;

/// <summary>A program that is none of ours, run to its end.</summary>
internal static class ForeignProgram
{
    [SuppressMessage("ApiDesign", "RS0030", Justification = "The kernel tells processes apart, not threads.")]
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return await output + await errors;
    }
}
