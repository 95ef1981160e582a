using System.Globalization;
using Azure.Data.Tables.Models;

namespace LocalRuntime.Tables;

/// <summary>What the table service accepts.</summary>
internal static class Limits
{
    /// <summary>The most properties of an entity beside its key and timestamp.</summary>
    public const int Properties = 252;

    /// <summary>The largest entity, in bytes as the service counts them.</summary>
    public const int EntityBytes = 1024 * 1024;

    /// <summary>The longest property name, in characters.</summary>
    public const int NameLength = 255;

    /// <summary>The largest text or binary property, in bytes; text counts two per character.</summary>
    public const int PropertyBytes = 64 * 1024;

    /// <summary>The longest key, in bytes; two per character.</summary>
    public const int KeyBytes = 1024;

    /// <summary>The most actions of a transaction.</summary>
    public const int Actions = 100;

    /// <summary>The largest transaction as it would be sent, in bytes.</summary>
    public const int TransactionBytes = 4 * 1024 * 1024;

    /// <summary>The most entities of a page.</summary>
    public const int Page = 1000;

    /// <summary>The first instant that can be stored: 1601-01-01.</summary>
    public static readonly long FirstInstant = new DateTime(1601, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    /// <summary>Refuses text that cannot be half of a key.</summary>
    public static void CheckKey(string part, string value)
    {
        if (value.Length * 2 > KeyBytes)
            throw TableErrors.Invalid(
                TableErrorCode.KeyValueTooLarge,
                $"{part}: {value.Length} characters; expected at most {KeyBytes / 2}.");
        foreach (var character in value)
        {
            if (character is '/' or '\\' or '#' or '?' || char.IsControl(character))
                throw TableErrors.Invalid(
                    TableErrorCode.OutOfRangeInput,
                    $"{part}: found U+{(int)character:X4}; expected no '/', '\\', '#', '?' or control character.");
        }
    }

    /// <summary>Refuses a name that no property may have.</summary>
    public static void CheckName(string name)
    {
        if (name.Length > NameLength)
            throw TableErrors.Invalid(
                TableErrorCode.PropertyNameTooLong,
                $"property name: {name.Length} characters; expected at most {NameLength}.");
        if (name.Length == 0 || !IsNameStart(name[0]) || !IsNameRest(name))
            throw TableErrors.Invalid(
                TableErrorCode.PropertyNameInvalid, $"property '{name}': expected a C# identifier as its name.");
    }

    /// <summary>Whether a text may be a table's name.</summary>
    public static bool IsTableName(string name) =>
        name.Length is >= 3 and <= 63 && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit)
        && !name.Equals("tables", StringComparison.OrdinalIgnoreCase);

    private static bool IsNameStart(char character) => char.IsLetter(character) || character == '_';

    private static bool IsNameRest(string name)
    {
        foreach (var character in name)
        {
            if (!char.IsAsciiLetterOrDigit(character) && !IsNamePart(character))
                return false;
        }

        return true;
    }

    private static bool IsNamePart(char character) => IsNameStart(character) || char.IsDigit(character)
        || char.GetUnicodeCategory(character) is UnicodeCategory.ConnectorPunctuation
            or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
