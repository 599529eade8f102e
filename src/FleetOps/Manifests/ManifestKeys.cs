using System.Collections.Immutable;
using ParentClaw.FleetOps.Claws;
using ParentClaw.FleetOps.Commands;

namespace ParentClaw.FleetOps.Manifests;

/// <summary>All that can be said of a claw in a manifest; reader, writer and schema have it from here.</summary>
internal static class ManifestKeys
{
    internal const string Defaults = "defaults";
    internal const string Claws = "claws";
    internal const string NamePattern = "^[a-z][a-z0-9-]{1,30}[a-z0-9]$";

    internal const string Profile = "profile";
    internal const string Size = "size";
    internal const string Image = "image";
    internal const string App = "app";
    internal const string OpenClaw = "openClaw";
    internal const string Owner = "owner";
    internal const string Model = "model";
    internal const string Policy = "policy";
    internal const string Allow = "allow";
    internal const string Labels = "labels";
    internal const string Presets = "presets";
    internal const string Jobs = "jobs";
    internal const string At = "at";
    internal const string Days = "days";
    internal const string Tell = "tell";
    internal const string Text = "text";
    internal const string TellNobody = "nobody";

    private const string Weekday = "(sun|mon|tue|wed|thu|fri|sat)";

    /// <summary>The keys at the top.</summary>
    internal static readonly ImmutableList<string> Top = [Defaults, Claws];

    /// <summary>The keys of a claw, and of the defaults.</summary>
    internal static readonly ImmutableList<ManifestKey> OfClaw =
    [
        new(Profile, ManifestKind.Text, "What its machine offers: no screen, or a desktop.")
        {
            Choices = ["headless", "desktop"],
        },
        new(Size, ManifestKind.Text, "The machine's size in the cloud's words; chosen by profile if not said.")
        {
            Pattern = "^[A-Za-z][A-Za-z0-9_]{0,63}$",
            Rule = "A size is written as the cloud does, Standard_B2s_v2.",
        },
        new(Image, ManifestKind.Text, "Its image, exactly.")
        {
            Pattern = @"^(([A-Za-z0-9._-]{1,80}:){3})?[0-9]{1,10}(\.[0-9]{1,10}){1,3}(-[a-z0-9]{1,20})?$",
            Rule = "An image is one exact version, 1.1.0 or publisher:offer:sku:version; /images lists them.",
        },
        new(App, ManifestKind.Text, "Its app layer: what each new machine installs.")
        {
            Pattern = @"^[0-9]{1,9}(\.[0-9]{1,9}){1,3}$",
            Rule = "An app layer is a version as 1.2.0.",
        },
        new(OpenClaw, ManifestKind.Text, "Its OpenClaw; never an older one than its data disk has run.")
        {
            Pattern = @"^[0-9]{1,9}(\.[0-9]{1,9}){2}(-[a-z0-9.]{1,20})?$",
            Rule = OpenClawVersion.Rule,
        },
        new(Owner, ManifestKind.Number, "Numeric Telegram id of its user."),
        new(Model, ManifestKind.Text, "Its model as provider/name.")
        {
            Pattern = "^[A-Za-z0-9._:-]{1,60}(/[A-Za-z0-9._:@-]{1,100})+$",
            Rule = "A model is written provider/name, as anthropic/claude-opus-4-1.",
        },
        new(Policy, ManifestKind.Text, "Who may write to its bot: whom one lets in, a list, or all the world.")
        {
            Choices = ["pairing", "allowlist", "open"],
        },
        new(Allow, ManifestKind.Numbers, "Numeric Telegram ids that policy: allowlist admits besides the owner."),
        new(Labels, ManifestKind.Texts, "All its labels; those of the defaults are added.")
        {
            NamePattern = "^[a-z][a-z0-9_-]{0,31}$",
            Pattern = "^[A-Za-z0-9._:/@+-]{1,64}$",
            Rule = "A label's key is 1 to 32 of a-z, 0-9, - and _, beginning with a letter; its value 1 to 64 letters, "
                + "digits and ._:/@+-.",
        },
        new(Presets, ManifestKind.Words, "The presets that its agent does by the clock, and no others of them.")
        {
            Choices = CronPreset.All.ConvertAll(preset => preset.Word),
        },
        new(Jobs, ManifestKind.Maps, "Jobs of its own that its agent does by the clock; others are left.")
        {
            NamePattern = "^(?!parentclaw-)[A-Za-z0-9_-]{1,40}$",
            Rule = "A job's name is 1 to 40 letters, digits, - and _, and does not begin with parentclaw-.",
            Keys =
            [
                new(At, ManifestKind.Text, "At what time of the day, in the owner's time zone.")
                {
                    Pattern = "^([01]?[0-9]|2[0-3]):[0-5][0-9]$",
                    Rule = "A time is written 09:30.",
                    IsRequired = true,
                },
                new(Days, ManifestKind.Text, "On which days; daily if not said.")
                {
                    Pattern = $"^(daily|weekdays|weekends|{Weekday}(,{Weekday})*)$",
                    Rule = "Days are daily, weekdays, weekends or a list as mon,thu.",
                },
                new(Tell, ManifestKind.Text, "Who gets the answer; the owner if not said.")
                {
                    Choices = ["owner", TellNobody],
                },
                new(Text, ManifestKind.Text, "What the agent is told.") { Longest = 4000, IsRequired = true },
            ],
        },
    ];
}
