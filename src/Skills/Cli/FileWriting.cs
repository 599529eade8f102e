using System.Text;
using ParentClaw.FleetOps.Contracts;

namespace ParentClaw.Skills.Cli;

/// <summary>Writes the file of an answer: whole or not at all, readable for this account alone.</summary>
internal static class FileWriting
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes it; else a sentence that says why not.</summary>
    public static async Task<string?> TryWriteAsync(
        string path, IReadOnlyList<FileView> files, CancellationToken cancellationToken)
    {
        if (files is not [var file])
            return files.Count == 0
                ? "There is no file in the answer, so nothing was written."
                : $"There are {files.Count} files in the answer, so none was written. Give it without --output.";

        var neighbour = $"{path}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            };
            await using (var written = new FileStream(neighbour, options))
                await written.WriteAsync(Utf8.GetBytes(file.Text), cancellationToken);
            File.Move(neighbour, path, overwrite: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            if (File.Exists(neighbour))
                File.Delete(neighbour);
            return $"{path} cannot be written: {failure.Message}";
        }
    }
}
