using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Workspaces;

/// <summary>The forms that names and values may have.</summary>
internal static partial class Forms
{
    /// <summary>What an id looks like, for messages.</summary>
    public const string Kebab = "an id in kebab-case (at most 64 of a-z, 0-9 and '-'), such as at-risk";

    /// <summary>What a name in expressions looks like, for messages.</summary>
    public const string Name = "a name of letters, digits and '_' that does not begin with a digit";

    /// <summary>What a currency looks like, for messages.</summary>
    public const string Currency = "a currency code of three capital letters, such as EUR";

    private const int LongestId = 64;
    private const int LongestDateFormat = 40;

    /// <summary>Whether this is an id in kebab-case.</summary>
    public static bool IsKebab(string text) => text.Length <= LongestId && KebabForm().IsMatch(text);

    /// <summary>Whether expressions can use this name without quotes.</summary>
    public static bool IsName(string text) => NameForm().IsMatch(text);

    /// <summary>Whether this is a currency code in form.</summary>
    public static bool IsCurrency(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    /// <summary>Whether this is a percentage from 0% to 100%.</summary>
    public static bool IsPercent(string text) => PercentForm().IsMatch(text);

    /// <summary>A number with or without a point, as it stands; null when this is none.</summary>
    public static decimal? Amount(string text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
        out var number) ? Columns.Exact.Trimmed(number) : null;

    /// <summary>Whether this is a duration as ISO 8601 writes it, such as P3M or PT6H.</summary>
    public static bool IsDuration(string text) => DurationForm().IsMatch(text) && text[^1] is not ('P' or 'T');

    /// <summary>Whether a date format names day, month and year.</summary>
    public static bool IsDateFormat(string text) => text.Length <= LongestDateFormat && DateFormatForm().IsMatch(text)
        && text.Contains('d') && text.Contains('M') && text.Contains("yy", StringComparison.Ordinal);

    /// <summary>The name of a column that belongs to a scheme: 'value-tier' has 'value_tier_score'.</summary>
    public static string ColumnOf(string scheme, string what)
    {
        var name = $"{scheme.Replace('-', '_')}_{what}";
        return char.IsAsciiDigit(name[0]) ? $"_{name}" : name;
    }

    [GeneratedRegex(@"^[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex KebabForm();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex NameForm();

    [GeneratedRegex(@"^(100|[0-9]{1,2}(\.[0-9]{1,6})?)%\z")]
    private static partial Regex PercentForm();

    [GeneratedRegex(@"^P(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?(T(\d{1,4}H)?(\d{1,4}M)?(\d{1,4}S)?)?\z",
        RegexOptions.ECMAScript)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"^[dMyHhmsftzKTZ \-/.:,']*\z")]
    private static partial Regex DateFormatForm();
}
