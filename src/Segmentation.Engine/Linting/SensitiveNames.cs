using System.Text.RegularExpressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>
/// Tells fields of the special categories of personal data (GDPR, article 9), and of sex, crime and nationality, by
/// words in their names. Age and family are for the check of demographics.
/// </summary>
internal static partial class SensitiveNames
{
    private const string Kind = "sensitive";

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "ethnic", "ethnicity", "race", "racial", "religion", "religious", "faith", "political", "politics", "union",
        "genetic", "biometric", "medical", "diagnosis", "disease", "illness", "disability", "disabled", "pregnant",
        "pregnancy", "sexual", "sexuality", "gender", "sex", "criminal", "conviction", "nationality", "citizenship",
    };

    /// <summary>Whether a field says so by its kind, its name, or the header of its column.</summary>
    public static bool IsSensitive(FieldDefinition field) => field.Kind == Kind || IsSensitive(field.Name)
        || (field.Column?.Names.Any(IsSensitive) ?? false);

    /// <summary>Whether a name has one of the words.</summary>
    public static bool IsSensitive(string name) => Word().Matches(name).Any(word => Words.Contains(word.Value));

    /// <summary>The words of a name: <c>MedicalNote</c> and <c>medical_note</c> have two.</summary>
    [GeneratedRegex("[A-Z]?[a-z]+|[A-Z]+(?![a-z])")]
    private static partial Regex Word();
}
