using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

public sealed class ResegmentScheduleTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly string[] Forms =
    [
        "hourly", "daily at 00:00", "daily at 02:30", "daily at 23:59", "weekly on sunday at 02:30",
        "weekly on monday at 06:00", "monthly on 1 at 00:00", "monthly on 28 at 02:30", "monthly on 25 at 03:00",
    ];

    [Theory]
    [InlineData("hourly")]
    [InlineData("daily at 06:00")]
    [InlineData("daily at 23:59")]
    [InlineData("weekly on monday at 06:00")]
    [InlineData("weekly on sunday at 00:00")]
    [InlineData("monthly on 1 at 06:00")]
    [InlineData("monthly on 28 at 06:00")]
    [InlineData("monthly on 05 at 06:00")]
    public void A_schedule_of_a_known_form_is_taken(string text) =>
        Assert.NotNull(Definitions.Read("workspace.yaml", $"name: shop\nresegment: {text}\n").Resegment);

    [Fact]
    public void Without_one_there_is_no_schedule() =>
        Assert.Null(Definitions.Read(Definitions.Smallest()).Resegment);

    [Theory]
    [InlineData("Hourly")]
    [InlineData("hourly at 06:00")]
    [InlineData("daily")]
    [InlineData("daily at 6:00")]
    [InlineData("daily at 24:00")]
    [InlineData("daily at 06:60")]
    [InlineData("daily at 06:00:00")]
    [InlineData("weekly at 06:00")]
    [InlineData("weekly on mon at 06:00")]
    [InlineData("weekly on Monday at 06:00")]
    [InlineData("weekly on 1 at 06:00")]
    [InlineData("monthly at 06:00")]
    [InlineData("monthly on 0 at 06:00")]
    [InlineData("monthly on 29 at 06:00")]
    [InlineData("monthly on 100 at 06:00")]
    [InlineData("monthly on monday at 06:00")]
    [InlineData("yearly on 1 at 06:00")]
    public void Any_other_is_refused_with_the_forms_that_there_are(string text) => Assert.Equal(
        $"workspace.yaml:2:12: unknown schedule '{text}'; expected hourly, daily at 06:00, weekly on monday at 06:00, "
        + "or monthly on 1 at 06:00 (a day from 1 to 28)",
        Definitions.Problem("workspace.yaml", $"name: shop\nresegment: {text}"));

    [Theory]
    [InlineData("hourly", "2026-06-10T12:34:56+02:00", "2026-06-10T12:00:00+02:00")]
    [InlineData("hourly", "2026-06-10T12:00:00+02:00", "2026-06-10T12:00:00+02:00")]
    [InlineData("daily at 06:00", "2026-06-10T05:59:59+02:00", "2026-06-09T06:00:00+02:00")]
    [InlineData("daily at 06:00", "2026-06-10T04:00:00Z", "2026-06-10T06:00:00+02:00")]
    [InlineData("daily at 00:30", "2026-06-09T22:31:00Z", "2026-06-10T00:30:00+02:00")]
    [InlineData("weekly on monday at 06:00", "2026-06-08T06:00:00+02:00", "2026-06-08T06:00:00+02:00")]
    [InlineData("weekly on monday at 06:00", "2026-06-08T05:59:00+02:00", "2026-06-01T06:00:00+02:00")]
    [InlineData("weekly on monday at 06:00", "2026-06-14T23:59:00+02:00", "2026-06-08T06:00:00+02:00")]
    [InlineData("monthly on 28 at 06:00", "2026-03-01T00:00:00+01:00", "2026-02-28T06:00:00+01:00")]
    [InlineData("monthly on 1 at 06:00", "2026-01-01T05:00:00+01:00", "2025-12-01T06:00:00+01:00")]
    public void The_last_time_is_the_newest_that_is_not_in_the_future(string text, string now, string due) =>
        Assert.Equal(At(due), LastDue(text, At(now)));

    [Theory]
    // On 2026-03-29 clocks go from 02:00 to 03:00: 02:30 is taken at 03:30.
    [InlineData("daily at 02:30", "2026-03-29T03:29:00+02:00", "2026-03-28T02:30:00+01:00")]
    [InlineData("daily at 02:30", "2026-03-29T03:30:00+02:00", "2026-03-29T03:30:00+02:00")]
    [InlineData("daily at 02:30", "2026-03-30T02:30:00+02:00", "2026-03-30T02:30:00+02:00")]
    [InlineData("weekly on sunday at 02:30", "2026-03-30T00:00:00+02:00", "2026-03-29T03:30:00+02:00")]
    [InlineData("hourly", "2026-03-29T03:10:00+02:00", "2026-03-29T03:00:00+02:00")]
    // On 2026-10-25 clocks go from 03:00 back to 02:00: 02:30 comes twice, and the second is meant.
    [InlineData("daily at 02:30", "2026-10-25T02:45:00+02:00", "2026-10-24T02:30:00+02:00")]
    [InlineData("daily at 02:30", "2026-10-25T02:30:00+01:00", "2026-10-25T02:30:00+01:00")]
    [InlineData("monthly on 25 at 02:30", "2026-10-26T00:00:00+01:00", "2026-10-25T02:30:00+01:00")]
    [InlineData("hourly", "2026-10-25T02:10:00+02:00", "2026-10-25T02:00:00+02:00")]
    [InlineData("hourly", "2026-10-25T02:10:00+01:00", "2026-10-25T02:00:00+01:00")]
    public void A_change_of_clocks_neither_loses_a_time_nor_doubles_it(string text, string now, string due) =>
        Assert.Equal(At(due), LastDue(text, At(now)));

    [Fact]
    public void No_later_time_is_due_before_now() => Prop.ForAll<int, int>((form, minutes) =>
    {
        var text = Forms[(int)((uint)form % Forms.Length)];
        var now = At("2026-03-01T00:00:00Z").AddMinutes((uint)minutes % (366 * 24 * 60));
        var due = LastDue(text, now);
        Assert.True(due <= now, $"{text} at {now}: {due}");
        // What is due is due from then on, and one instant earlier something else was.
        Assert.Equal(due, LastDue(text, due));
        Assert.True(LastDue(text, due.AddTicks(-1)) < due);
        var between = due + ((now - due) * 0.5);
        Assert.Equal(due, LastDue(text, between));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("daily at 02:30", 366)]
    [InlineData("daily at 06:00", 366)]
    [InlineData("weekly on sunday at 02:30", 52)]
    [InlineData("monthly on 28 at 00:00", 12)]
    [InlineData("hourly", 366 * 24)]
    public void A_year_has_as_many_times_as_it_should(string text, int times)
    {
        var (now, end) = (At("2026-01-01T00:00:00Z"), At("2027-01-02T00:00:00Z"));
        var known = new HashSet<DateTimeOffset>();
        for (; now < end; now = now.AddMinutes(30))
            known.Add(LastDue(text, now));
        // The first may be of the year before.
        Assert.InRange(known.Count(due => due >= At("2026-01-01T00:00:00Z")), times, times + 1);
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset LastDue(string text, DateTimeOffset now)
    {
        Assert.True(ResegmentSchedule.TryParse(text, out var schedule));
        return schedule!.LastDue(now, Berlin);
    }
}
