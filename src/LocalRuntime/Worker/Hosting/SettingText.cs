using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Worker.Hosting;

/// <summary>Puts settings in place of <c>%Name%</c>.</summary>
internal static partial class SettingText
{
    /// <summary>The text with its settings.</summary>
    /// <exception cref="StartException">There is no such setting.</exception>
    public static string Resolve(string text, IConfiguration configuration, string where) => Name().Replace(
        text,
        match => configuration[match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal)]
            ?? throw new StartException($"{where}: found '{match.Value}'; expected a setting named "
                + $"'{match.Groups[1].Value}'; set it, or write the value itself."));

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
