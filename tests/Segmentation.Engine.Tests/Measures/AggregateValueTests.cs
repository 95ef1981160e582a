using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Columns;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>Shares, trends, modes, percentiles and decay where a rule or a limit shows.</summary>
public sealed class AggregateValueTests
{
    private const string Sources = """
        streams:
          orders:
            { file: "*", customer: id, time: day, fields: { a: text, n: integer, x: number, d: money, f: boolean } }
        """;

    private const int AsOf = 20_000;
    private static readonly DateTime AsOfDay = new DateTime(1970, 1, 1).AddDays(AsOf);

    [Fact]
    public void A_value_counts_half_after_one_half_life_and_a_quarter_after_two()
    {
        var ages = new[] { 0, 90, 180, 45 };
        var dump = string.Concat(ages.Select(age => $"c{age},{Day(age)},,100,,,\n"));
        var found = Boxed(dump, "decayed(orders.n, 90)").Cast<double>().ToArray();
        Assert.Equal([100.0, 25.0, 50.0], [found[0], found[1], found[3]]);
        Assert.Equal(100 * Math.Sqrt(0.5), found[2], 1e-12);
        Assert.Equal([100.0, 0.0, 50.0], Boxed(
            "c0," + Day(0) + ",,100,,,\nc180," + Day(180) + ",,100,,,\nc90," + Day(90) + ",,100,,,\n",
            "decayed(orders.n, 90 IN LAST 180 DAYS)"));
    }

    [Fact]
    public void Events_that_are_known_before_their_day_have_the_age_0()
    {
        var dump = $"c,{Day(0)},,8,,,\nc,{Day(-3)},,100,,,\nc,{Day(30)},,4,,,\nc,{Day(-6)},,1000,,,\n";
        var measured = MeasuredDump.Of(Sources, Header + dump, "x: decayed(orders.n, 30)\n", AsOf, AsOf + 5);
        Assert.Equal([110.0], Arbitrary.Boxed(measured.Measures[0]));
        Assert.Equal([10.0], Boxed(dump, "decayed(orders.n, 30)"));
    }

    [Fact]
    public void Decay_never_lets_a_sum_of_positive_values_grow_as_time_passes() =>
        Prop.ForAll<NonEmptyArray<PositiveInt>, PositiveInt, PositiveInt>((ages, halfLife, later) =>
        {
            var dump = Header + string.Concat(ages.Get.Select(age => $"c,{Day(age.Get % 9000)},,3,,,\n"));
            var measure = $"x: decayed(orders.n, {halfLife.Get})\n";
            var (now, then) = (MeasuredDump.Of(Sources, dump, measure, AsOf),
                MeasuredDump.Of(Sources, dump, measure, AsOf + later.Get));
            return (double)Arbitrary.Boxed(then.Measures[0])[0]! <= (double)Arbitrary.Boxed(now.Measures[0])[0]!;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_has_its_own_slope_as_trend() =>
        Prop.ForAll<int, int, NonEmptyArray<byte>>((slope, level, ages) =>
        {
            int[] days = [0, .. ages.Get.Select(age => age + 1)];
            var dump = string.Concat(days.Select(day => $"c,{Day(day)},,{level - (long)slope * day},,,\n"));
            return Equals(Boxed(dump, "trend(orders.n)")[0], (double)slope);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Late_days_and_large_values_do_not_blur_a_trend()
    {
        const string dump = "c,9999-12-29,,,1000000000001,,\nc,9999-12-30,,,1000000000001.5,,\n"
            + "c,9999-12-31,,,1000000000002,,\nlevel,9999-12-29,,,0.1,,\nlevel,9999-12-30,,,0.1,,\n"
            + "level,9999-12-31,,,0.1,,\n";
        var measured = MeasuredDump.Of(Sources, Header + dump, "x: trend(orders.x)\n", asOf: 3_000_000);
        Assert.Equal([0.5, 0.0], Arbitrary.Boxed(measured.Measures[0]));
    }

    [Fact]
    public void A_trend_needs_values_on_two_different_days()
    {
        var dump = $"one,{Day(3)},,1,,,\nsame,{Day(3)} 08:00:00,,1,,,\nsame,{Day(3)} 17:00:00,,2,,,\n"
            + $"two,{Day(3)},,1,,,\ntwo,{Day(1)},,5,,,\nunknown,{Day(3)},,1,,,\nunknown,{Day(1)},,,,,\n";
        Assert.Equal([null, null, 2.0, null], Boxed(dump, "trend(orders.n)"));
    }

    [Fact]
    public void Of_equally_frequent_values_the_mode_is_the_latest_and_then_the_least()
    {
        var dump = $"frequent,{Day(9)},a,,,,\nfrequent,{Day(8)},a,,,,\nfrequent,{Day(1)},b,,,,\n"
            + $"later,{Day(9)},b,,,,\nlater,{Day(8)},a,,,,\nlater,{Day(7)},b,,,,\nlater,{Day(6)},a,,,,\n"
            + $"least,{Day(1)},é,,,,\nleast,{Day(1)},b,,,,\nleast,{Day(1)},z,,,,\n"
            + $"null,{Day(1)},,,,,\nnull,{Day(2)},,,,,\n"
            + $"time,{Day(1)} 09:00:00,a,,,,\ntime,{Day(1)} 17:00:00,b,,,,\ntime,{Day(1)},c,,,,\n";
        Assert.Equal(["a", "a", "b", null, "b"], Boxed(dump, "mode(orders.a)"));
    }

    [Fact]
    public void A_share_counts_unknown_rows_in_the_whole_alone()
    {
        var dump = $"a,{Day(1)},,1,,1.2,true\na,{Day(1)},,1,,0.4,\na,{Day(1)},,1,,,\na,{Day(1)},,1,,0,false\n"
            + $"zero,{Day(1)},,5,,1,true\nzero,{Day(1)},,-5,,-1,false\n"
            + $"negative,{Day(1)},,0,,0,true\nnegative,{Day(1)},,-5,,-1,false\n";
        Assert.Equal([0.25, 0.5, 0.5], Boxed(dump, "share(orders WHERE f)"));
        Assert.Equal([0.75, 0.0, null], Boxed(dump, "share(orders.d WHERE f)"));
        Assert.Equal([0.25, 0.0, null], Boxed(dump, "share(orders.n WHERE f)"));
        Assert.False(double.IsNegative((double)Boxed(dump, "share(orders.n WHERE f)")[1]!));
        Assert.Equal([null, null, null], Boxed(dump, "share(orders WHERE f IN LAST 1 DAYS)"));
    }

    [Fact]
    public void Percentiles_of_amounts_and_whole_numbers_are_exact()
    {
        var dump = string.Concat(
            new[] { "0.1", "0.2", "234567890123456789.01" }.Select(d => $"c,{Day(1)},,,,{d},\n"))
            + $"whole,{Day(1)},,9223372036854775807,,,\nwhole,{Day(1)},,9223372036854775806,,,\n";
        Assert.Equal([0.2m, null], Boxed(dump, "median(orders.d)"));
        Assert.Equal([117283945061728394.605m, null], Boxed(dump, "percentile(orders.d, 75)"));
        Assert.Equal([0.10002m, null], Boxed(dump, "percentile(orders.d, 0.01)"));
        Assert.Equal([null, 9223372036854775806.5m], Boxed(dump, "median(orders.n)"));
    }

    [Fact]
    public void What_does_not_fit_is_null_and_counted_once()
    {
        const string Huge = "999999999999999999";
        var dump = $"c,{Day(2)},,9223372036854775807,1.7e308,{Huge},true\n"
            + $"c,{Day(1)},,9223372036854775807,-1.7e308,-{Huge},false\nc,{Day(0)},,1,1.7e308,{Huge},true\n"
            + $"c,{Day(0)},,1,1.7e308,{Huge},true\n";
        foreach (var measure in new[]
        {
            "share(orders.n WHERE n > 0)", "share(orders.d * 79000000000 WHERE f)", "share(orders.x WHERE f)",
            "trend(orders.x)", "percentile(orders.x, 30)", "percentile(orders.d * 79000000000, 30)",
            "decayed(orders.x, 9 WHERE f)",
        })
        {
            var measured = Measured(dump, measure);
            Assert.True(measured.Measures[0].IsNull(0), measure);
            Assert.True(measured.Overflows == 1, $"{measure}: {measured.Overflows}");
        }
    }

    [Fact]
    public void Records_without_a_time_have_no_trend_and_no_age()
    {
        const string records = """
            streams:
              contacts: { file: "*", belongs_to: id, key: key, time: day, fields: { n: integer, a: text } }
            """;
        const string dump = "key,id,day,n,a\n1,c,,5,b\n2,c,1970-01-03,1,a\n3,c,1970-01-02,3,\n4,d,,7,z\n5,d,,7,y\n";
        var measured = MeasuredDump.Of(
            records, dump,
            "t: trend(contacts.n)\nw: decayed(contacts.n, 1)\nm: mode(contacts.a)\ns: share(contacts WHERE n > 4)\n",
            asOf: 2);
        Assert.Equal(
            [[-2.0, null], [2.5, 0.0], ["a", "y"], [1 / 3.0, 1.0]], measured.Measures.Select(Arbitrary.Boxed));
    }

    private const string Header = "id,day,a,n,x,d,f\n";

    private static string Day(int age) =>
        AsOfDay.AddDays(-age).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static object?[] Boxed(string dump, string measure) => Arbitrary.Boxed(Measured(dump, measure).Measures[0]);

    private static MeasuredShard Measured(string dump, string measure) =>
        MeasuredDump.Of(Sources, Header + dump, $"x: \"{measure}\"\n", AsOf);
}
