using FsCheck;
using FsCheck.Fluent;
using Segmentation.Cli.Generate.Planted;

namespace EndToEnd.Generate;

public sealed class TimelineTests
{
    [Fact]
    public void A_day_belongs_to_the_first_import_as_of_a_later_day() =>
        Prop.ForAll<PositiveInt, NonNegativeInt>((some, any) =>
        {
            var time = new Timeline(1 + some.Get % SampleBusiness.MostImports);
            var day = any.Get % time.End;
            var import = time.ImportOf(day);
            return day < time.AsOf(import) && (import == 0 || day >= time.AsOf(import - 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_month_begins_on_its_first_day() =>
        Prop.ForAll<NonNegativeInt>(any =>
        {
            var start = Timeline.MonthStart(any.Get % 120);
            return Timeline.MonthOf(start) == any.Get % 120 && Timeline.DateOf(start).Day == 1;
        }).QuickCheckThrowOnFailure();
}
