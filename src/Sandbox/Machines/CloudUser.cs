using System.Text;
using YamlDotNet.RepresentationModel;

namespace ParentClaw.Sandbox.Machines;

/// <summary>
/// An entry of cloud-init's <c>users</c>. Every account of a machine of processes is played by the one that runs it:
/// what is left of one is its keys.
/// </summary>
internal static class CloudUser
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public static CloudFile KeysOf(YamlNode user)
    {
        var name = "";
        var keys = new StringBuilder();
        foreach (var (key, value) in CloudConfig.Members(user, "users"))
        {
            switch (key)
            {
                case "name":
                    name = CloudConfig.Scalar(value, "users.name");
                    break;
                case "ssh_authorized_keys":
                    foreach (var line in CloudConfig.Items(value, key))
                        keys.Append(CloudConfig.Scalar(line, key).Trim()).Append('\n');
                    break;
                case "groups" or "sudo" or "shell":
                case "lock_passwd" when CloudConfig.Scalar(value, key) is "true":
                    break;
                default:
                    throw CloudConfig.Refuse($"users.{key}", "is not understood");
            }
        }

        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new CloudFile($"/home/{name}/.ssh/authorized_keys", Encoding.UTF8.GetBytes(keys.ToString()), Private)
            : throw CloudConfig.Refuse("users.name", $"is no account: '{name}'");
    }
}
