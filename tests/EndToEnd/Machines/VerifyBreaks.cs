namespace ParentClaw.EndToEnd.Machines;

/// <summary>
/// For each check of verify.sh how a machine is broken in just that, and mended. What is broken by the gateway itself
/// is not here: it takes more than a line.
/// </summary>
internal static class VerifyBreaks
{
    private const string Config = "/mnt/claw-data/openclaw/openclaw.json";
    private const string Secrets = "/mnt/claw-data/openclaw/secrets.json";
    private const string Units = "/etc/systemd/system";

    /// <summary>Waits until the gateway serves again.</summary>
    internal const string Served =
        "for i in {1..120}; do curl -fs -m 5 http://127.0.0.1:18789/readyz > /dev/null && break; sleep 1; done";

    /// <summary>Check, breaking, mending; shell run by root.</summary>
    internal static IReadOnlyList<(string Check, string Breaking, string Mending)> All { get; } =
    [
        Moved("disk_attached", "/dev/disk/azure/scsi1/lun0"),
        ("filesystem",
            "cd /dev/disk/azure/scsi1; mv lun0 own; truncate -s 1M lun0; mkfs.minix lun0 > /dev/null",
            "cd /dev/disk/azure/scsi1; rm lun0; mv own lun0"),
        ("space",
            "fallocate -l $(( $(stat -f -c '%a * %S' /mnt/claw-data) * 95 / 100 )) /mnt/claw-data/film",
            "rm /mnt/claw-data/film"),
        ("inodes",
            "mkdir /mnt/claw-data/many; cd /mnt/claw-data/many; seq $(( $(stat -f -c %d .) * 95 / 100 )) | xargs touch",
            "rm -r /mnt/claw-data/many"),
        ("data_mounted",
            "umount -l /mnt/claw-data",
            "mount -o noatime,nodev,nosuid /dev/disk/azure/scsi1/lun0 /mnt/claw-data"),
        ("data_writable",
            "mount -o remount,bind,ro,noatime,nodev,nosuid /mnt/claw-data",
            "mount -o remount,bind,rw,noatime,nodev,nosuid /mnt/claw-data"),
        Unbound("openclaw_bind", "openclaw", "/home/claw/.openclaw"),
        Unbound("workspace_bind", "workspace", "/home/claw/workspace"),
        Unbound("chrome_bind", "home/.config/google-chrome", "/home/claw/.config/google-chrome"),
        Unbound("gh_bind", "home/.config/gh", "/home/claw/.config/gh"),
        Unbound("gogcli_bind", "home/.config/gogcli", "/home/claw/.config/gogcli"),
        Unbound("claude_bind", "home/.claude", "/home/claw/.claude"),
        Unbound("tailscale_bind", "tailscale", "/var/lib/tailscale"),
        Moved("fstab", "/etc/fstab"),
        Configured("config_valid", ".unheardOf = 1"),
        ("config_private", $"chmod 644 {Config}", $"chmod 600 {Config}"),
        Configured("owner_set", "del(.commands)"),
        Configured("gateway_local", ".gateway.mode = \"remote\""),
        Configured("gateway_loopback", ".gateway.bind = \"lan\""),
        Configured("gateway_auth", ".gateway.auth.mode = \"none\""),
        Configured("dm_policy", ".channels.telegram += {dmPolicy: \"open\", allowFrom: [\"*\"]}"),
        Moved("last_good", $"{Config}.last-good"),
        ("secrets_private", $"chmod 640 {Secrets}", $"chmod 600 {Secrets}"),
        Edited("bot_token", Secrets, "/TELEGRAM_BOT_TOKEN/d"),
        Edited("gateway_token", Secrets, "/OPENCLAW_GATEWAY_TOKEN/d"),
        ("machine_private", "chmod 755 /mnt/claw-data/machine", "chmod 700 /mnt/claw-data/machine"),
        ("boot_unit", "systemctl disable -q claw-boot.service", "systemctl enable -q claw-boot.service"),
        Edited("gateway_unit", $"{Units}/openclaw-gateway.service", "$a # mine"),
        ("ssh_active", "systemctl stop ssh.service", "systemctl start ssh.service"),
        Moved("quiet_hour", $"{Units}/apt-daily.timer.d/10-claw.conf"),
        ("healthz",
            "kill -STOP $(systemctl show -p MainPID --value openclaw-gateway.service)",
            "kill -CONT $(systemctl show -p MainPID --value openclaw-gateway.service); " + Served),
        ("gateway_active",
            "systemctl stop openclaw-gateway.service", "systemctl start openclaw-gateway.service; " + Served),
        ("gateway_steady",
            """
            for i in 1 2 3; do
              before=$(systemctl show -p NRestarts --value openclaw-gateway.service)
              systemctl kill -s KILL openclaw-gateway.service
              until (($(systemctl show -p NRestarts --value openclaw-gateway.service) > before)); do sleep 0.5; done
            done
            """ + "\n" + Served,
            "systemctl restart openclaw-gateway.service; " + Served),
        Moved("system_tools", "/usr/bin/tmux"),
        Moved("node_runs", "/usr/local/bin/node"),
        Moved("openclaw_runs", "/usr/local/bin/openclaw"),
        Edited("app_layer", "/opt/claw/VERSION", "s/.*/0.0.1/"),
        Pretends("node_version", "/usr/local/bin/node", "v24.0.1"),
        Edited("openclaw_ordered", "/etc/claw/claw.env", "s/^CLAW_OPENCLAW=.*/CLAW_OPENCLAW=2099.1.1/"),
        Pretends("gateway_version", "/usr/local/bin/openclaw", "OpenClaw 2098.1.1 (1)"),
        ("updates_applied", "echo true > /opt/claw/updates/990-new.sh", "rm /opt/claw/updates/990-new.sh"),
        Moved("boot_report", "/run/claw/boot-report.json"),
        ("not_drained", "touch /run/claw/drained", "rm /run/claw/drained"),
        ("custom_data_gone",
            "echo BEGIN OPENSSH PRIVATE KEY > /var/lib/cloud/instance/copy.txt", "rm /var/lib/cloud/instance/copy.txt"),
        Listening("gateway_hidden", 18789),
        Listening("only_ssh", 8099),
        ("passwords_off",
            "echo PasswordAuthentication yes > /etc/ssh/sshd_config.d/00-open.conf",
            "rm /etc/ssh/sshd_config.d/00-open.conf"),
        ("host_key_private", "chmod 644 /etc/ssh/ssh_host_ed25519_key", "chmod 600 /etc/ssh/ssh_host_ed25519_key"),
    ];

    /// <summary>The same for what a desktop has besides.</summary>
    internal static IReadOnlyList<(string Check, string Breaking, string Mending)> Desktop { get; } =
    [
        Moved("desktop_password", "/mnt/claw-data/machine/desktop-password"),
        Moved("screen", "/tmp/.X11-unix/X0"),
        ("remote_desktop", "systemctl stop xrdp.service", "systemctl start xrdp.service"),
        ("display_manager",
            "systemctl stop display-manager.service",
            "systemctl start display-manager.service; "
                + "for i in {1..60}; do [[ ! -S /tmp/.X11-unix/X0 ]] || break; sleep 0.5; done"),
    ];

    private static (string, string, string) Moved(string check, string path) =>
        (check, $"mv {path} {path}.away", $"mv {path}.away {path}");

    private static (string, string, string) Unbound(string check, string source, string place) =>
        (check, $"umount -l {place}", $"mount --bind /mnt/claw-data/{source} {place}");

    private static (string, string, string) Edited(string check, string path, string change) =>
        (check, $"cp -a {path} /root/whole; sed -i '{change}' {path}", $"cp -a /root/whole {path}; rm /root/whole");

    private static (string, string, string) Configured(string check, string change) => (
        check,
        $"cp -a {Config} /root/whole; jq '{change}' /root/whole > {Config}",
        $"cp -a /root/whole {Config}; rm /root/whole");

    private static (string, string, string) Pretends(string check, string program, string version) => (
        check,
        $"""
        mv {program} {program}.own
        printf '#!/bin/sh\n[ "$1" != --version ] || exec echo "{version}"\nexec {program}.own "$@"\n' > {program}
        chmod 755 {program}
        """,
        $"mv {program}.own {program}");

    private static (string, string, string) Listening(string check, int port) => (
        check,
        $$"""
        address=$(ip -4 -o addr show host0 | awk '{ sub("/.*", "", $4); print $4; exit }')
        setsid python3 -m http.server {{port}} --bind "$address" > /dev/null 2>&1 < /dev/null &
        until curl -s -m 1 -o /dev/null "http://$address:{{port}}/"; do sleep 0.2; done
        """,
        $"pkill -f 'http.server {port}'");
}
