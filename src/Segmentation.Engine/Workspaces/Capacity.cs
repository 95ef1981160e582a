using System.Globalization;
using System.Text.RegularExpressions;

namespace Segmentation.Engine.Workspaces;

/// <summary>Working time that there is: <c>160h</c> or <c>9600min</c>.</summary>
/// <param name="Minutes">The whole minutes, at least 1.</param>
/// <param name="At">Where it stands.</param>
public sealed partial record Capacity(long Minutes, Location At)
{
    private const string Expected = "whole hours or minutes of at least 1, such as 160h or 9600min";
    private const int MinutesOfHour = 60;

    /// <summary>Minutes as hours, rounded to two digits behind the point.</summary>
    public static decimal Hours(long minutes) => decimal.Round((decimal)minutes / MinutesOfHour, 2);

    /// <summary>Reads a capacity; null when there is no node, or after a problem.</summary>
    internal static Capacity? Read(Node? node, Problems problems)
    {
        if (node.Form(Form().IsMatch, Expected, problems) is not { } text)
            return null;
        var parts = Form().Match(text.Value).Groups;
        var number = long.Parse(parts[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        return new Capacity(parts[2].Value == "h" ? number * MinutesOfHour : number, text.At);
    }

    [GeneratedRegex(@"^([1-9][0-9]{0,8})(h|min)\z")]
    private static partial Regex Form();
}
