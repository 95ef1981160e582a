using System.Globalization;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>Finds customers whose last contact is longer ago than a playbook says.</summary>
/// <param name="shard">The customers.</param>
/// <param name="asOf">The as-of day of the run.</param>
/// <param name="engagement">The playbook's cadence, and the measure of the days since the last contact.</param>
internal sealed class OverdueContacts(ScoredShard shard, DateOnly asOf, Engagement engagement)
{
    private readonly Column? _days = engagement.LastContact is { } measure ? shard.Find(measure) : null;

    /// <summary>Whether a playbook tells of contacts, so that they can be overdue.</summary>
    public static bool AreTold(PlaybookDefinition? playbook) =>
        playbook?.Engagement is { Cadence: not null, LastContact: not null };

    /// <summary>What is overdue of a customer, in a sentence; null when nothing is, or no contact is known.</summary>
    public string? Of(int row)
    {
        if (Days(row) is not { } days || days < 0 || days > asOf.DayNumber)
            return null;
        var next = Review.Due(asOf.AddDays(-days), engagement.Cadence!);
        if (next >= asOf)
            return null;
        var overdue = asOf.DayNumber - next.DayNumber;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"last contact {days:N0} days ago, planned {DurationText.Every(engagement.Cadence!)}: "
            + $"{overdue:N0} {(overdue == 1 ? "day" : "days")} overdue");
    }

    private int? Days(int row) => CellValue.Of(_days, row) switch
    {
        long whole when whole is >= 0 and <= int.MaxValue => (int)whole,
        decimal exact when exact is >= 0 and <= int.MaxValue => (int)exact,
        double number when number is >= 0 and <= int.MaxValue => (int)number,
        _ => null,
    };
}
