using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace ParentClaw.ParentBot.Configuration;

/// <summary>Says what the options refused at start in the words of <c>appsettings.json</c>.</summary>
internal static class OptionsFault
{
    /// <summary>A sentence for each refused setting, by its key.</summary>
    public static string Explain(OptionsValidationException refused, IConfiguration configuration, KnownKeys known)
    {
        if (known.SectionOf(refused.OptionsType) is not { } section)
            return string.Join(' ', refused.Failures);

        var options = configuration.GetSection(section).Get(refused.OptionsType)
            ?? Activator.CreateInstance(refused.OptionsType)!;
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Count == 0
            ? string.Join(' ', refused.Failures)
            : string.Join(' ', faults.Select(fault => Sentence(section, fault)));
    }

    private static string Sentence(string section, ValidationResult fault)
    {
        var keys = string.Join(", ", fault.MemberNames.Select(member => $"{section}:{member}"));
        return $"The setting {(keys.Length > 0 ? keys : section)} is refused: {fault.ErrorMessage}";
    }
}
