using System.IO.Compression;
using System.Text;
using ParentClaw.Sandbox.Machines;

namespace ParentClaw.Sandbox.Tests.Machines;

public class CloudConfigTests
{
    [Theory]
    [InlineData("packages: [curl]", "'packages'")]
    [InlineData("ssh_pwauth: true", "'ssh_pwauth'")]
    [InlineData("runcmd: [[reboot]]", "'runcmd'")]
    [InlineData("runcmd: ['systemctl enable --now x']", "'runcmd'")]
    [InlineData("write_files: [{path: relative, content: x}]", "'write_files.path'")]
    [InlineData("write_files: [{path: /../up, content: x}]", "'write_files.path'")]
    [InlineData("write_files: [{path: /a, owner: 'claw:claw'}]", "'write_files.owner'")]
    [InlineData("write_files: [{path: /a, append: true}]", "'write_files.append'")]
    [InlineData("write_files: [{path: /a, permissions: rw}]", "'write_files.permissions'")]
    [InlineData("write_files: [{path: /a, encoding: rot13}]", "'write_files.encoding'")]
    [InlineData("write_files: [{path: /a, encoding: b64, content: '#'}]", "'write_files.content'")]
    [InlineData("ssh_keys: {rsa_private: x}", "'ssh_keys.rsa_private'")]
    [InlineData("a: b: c", "'customData'")]
    public void What_is_not_understood_is_refused_by_name(string yaml, string named) =>
        Should.Throw<ProvisioningFailure>(() => Parse($"#cloud-config\n{yaml}\n")).Message.ShouldContain(named);

    [Fact]
    public void Only_cloud_config_is_taken() =>
        Should.Throw<ProvisioningFailure>(() => Parse("#!/bin/sh\n")).Message.ShouldContain("#cloud-config");

    [Fact]
    public void Packed_user_data_and_packed_files_are_unpacked()
    {
        var content = Convert.ToBase64String(Zip("hello"u8));
        var yaml = $"#cloud-config\nwrite_files:\n- {{path: /a, encoding: gz+b64, content: {content}}}\n";

        var file = CloudConfig.Parse(Zip(Encoding.UTF8.GetBytes(yaml))).Files.ShouldHaveSingleItem();

        Encoding.UTF8.GetString(file.Content).ShouldBe("hello");
        ((int)file.Mode).ShouldBe(Convert.ToInt32("644", 8));
    }

    [Fact]
    public void Of_an_account_its_keys_are_left()
    {
        const string head = "#cloud-config\nusers:\n- name: claw\n  groups: [adm]\n  sudo: ALL=(ALL) NOPASSWD:ALL\n";

        var file = Parse(head + "  lock_passwd: true\n  ssh_authorized_keys: [ssh-ed25519 A me]\n")
            .Files.ShouldHaveSingleItem();

        (file.Path, Encoding.UTF8.GetString(file.Content))
            .ShouldBe(("/home/claw/.ssh/authorized_keys", "ssh-ed25519 A me\n"));
        Should.Throw<ProvisioningFailure>(() => Parse(head + "  lock_passwd: false\n")).Message
            .ShouldContain("users.lock_passwd");
        Should.Throw<ProvisioningFailure>(() => Parse("#cloud-config\nusers:\n- name: ../root\n")).Message
            .ShouldContain("users.name");
    }

    private static CloudConfig Parse(string text) => CloudConfig.Parse(Encoding.UTF8.GetBytes(text));

    private static byte[] Zip(ReadOnlySpan<byte> content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress))
            zip.Write(content);
        return packed.ToArray();
    }
}
