using System.Globalization;

namespace Segmentation.Engine.Linting;

/// <summary>Shares as people read them.</summary>
internal static class Percent
{
    /// <summary>A share from 0 to 1, with up to one digit behind the point.</summary>
    public static string Of(decimal share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.#} %");

    /// <summary>A part of a whole above 0.</summary>
    public static string Of(long part, long whole) => Of((decimal)part / whole);
}
