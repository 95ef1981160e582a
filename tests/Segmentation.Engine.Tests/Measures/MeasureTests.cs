using System.Numerics;
using System.Text;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Base;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

public sealed class MeasureTests
{
    private const string Sources = """
        customers: { file: c.csv, id: id, fields: { size: integer } }
        streams:
          orders:
            file: o.csv
            customer: id
            time: day
            fields: { a: text, b: integer, c: number, d: money, e: date, f: boolean }
        """;

    private const string Named = """
        customers:
          { file: c.csv, id: id, name: name, owner: owner, keys: { mail: mail }, fields: { key_size: integer } }
        streams:
          visits: { file: v.csv, customer: id, time: day, fields: { name: text } }
        """;

    private const int AsOf = 1;

    /// <summary>
    /// Each measure, and what it is of the rows of a customer that are not after the as-of day, in their order.
    /// </summary>
    private static readonly (string Text, Func<EventRow[], object?> Of)[] Measures =
    [
        .. PlainAggregates.Of(AsOf),
        ("count(orders)", rows => (long)rows.Length),
        ("count(orders.b)", rows => (long)rows.Count(r => r.B is not null)),
        ("count(orders WHERE f)", rows => (long)rows.Count(r => r.F == true)),
        ("count(orders WHERE NOT f)", rows => (long)rows.Count(r => r.F == false)),
        ("count(orders IN LAST 2 DAYS)", rows => (long)rows.Count(r => r.Day > AsOf - 2)),
        ("count(orders IN LAST 100000 DAYS)", rows => (long)rows.Length),
        ("count(orders.b WHERE b > 0 IN LAST 3 DAYS)", rows => (long)rows.Count(r => r.Day > AsOf - 3 && r.B > 0)),
        ("sum(orders.b)", rows => Whole(rows.Where(r => r.B is not null).Select(r => (BigInteger)r.B!.Value))),
        ("sum(orders.d)", rows => rows.Sum(r => r.D ?? 0)),
        ("sum(orders.c)", rows => rows.Where(r => r.C is not null).Aggregate(0.0, (sum, r) => sum + r.C!.Value)),
        ("sum(orders.d * 2 + 1)", rows => rows.Sum(r => r.D is { } d ? d * 2 + 1 : 0)),
        ("sum(orders.d WHERE a = 'b' OR a IS NULL IN LAST 1 DAYS)", rows =>
            rows.Where(r => r.Day > AsOf - 1 && r.A is "b" or null && r.Day > AsOf - 1).Sum(r => r.D ?? 0)),
        ("avg(orders.d)", rows => rows.Any(r => r.D is not null) ? (double)rows.Average(r => r.D)! : null),
        ("avg(orders.c)", rows => rows.Any(r => r.C is not null)
            ? rows.Where(r => r.C is not null).Aggregate(0.0, (s, r) => s + r.C!.Value)
                / rows.Count(r => r.C is not null)
            : null),
        ("min(orders.d)", rows => rows.Min(r => r.D)),
        ("max(orders.d)", rows => rows.Max(r => r.D)),
        ("min(orders.b)", rows => rows.Min(r => r.B)),
        ("max(orders.c WHERE f)", rows => rows.Where(r => r.F == true).Max(r => r.C)),
        ("min(orders.a)", rows => rows.Select(r => r.A).Where(a => a is not null).Min(PlainAggregates.ByCodePoint)),
        ("max(orders.a)", rows => rows.Select(r => r.A).Where(a => a is not null).Max(PlainAggregates.ByCodePoint)),
        ("max(orders.e)", rows => rows.Max(r => r.E)),
        ("first(orders.b)", rows => rows.FirstOrDefault(r => r.B is not null)?.B),
        ("last(orders.a)", rows => rows.LastOrDefault(r => r.A is not null)?.A),
        ("last(orders.f WHERE b < 3)", rows =>
            rows.LastOrDefault(r => r.F is not null && r.B < 3)?.F is { } f ? (sbyte)(f ? 1 : 0) : null),
        ("last(orders.time)", rows => rows.Length == 0 ? null : rows[^1].Day),
        ("first(orders.time IN LAST 2 DAYS)", rows => rows.FirstOrDefault(r => r.Day > AsOf - 2)?.Day),
        ("days_since(last(orders.time))", rows => rows.Length == 0 ? null : (long)AsOf - rows[^1].Day),
        ("distinct(orders.a)", rows => (long)rows.Select(r => r.A).Where(a => a is not null).Distinct().Count()),
        ("distinct(orders.d)", rows => (long)rows.Select(r => r.D).Where(d => d is not null).Distinct().Count()),
        ("distinct(orders.c)", rows => (long)rows.Select(r => r.C).Where(c => c is not null).Distinct().Count()),
        ("distinct(orders.time WHERE f)", rows =>
            (long)rows.Where(r => r.F == true).Select(r => r.Day).Distinct().Count()),
        ("distinct(orders.f)", rows => (long)rows.Select(r => r.F).Where(f => f is not null).Distinct().Count()),
    ];

    [Fact]
    public void Every_aggregate_is_what_a_plain_loop_finds()
    {
        var (workspace, plan) = Plan(string.Concat(Measures.Select((m, i) => $"m{i}: \"{m.Text}\"\n")));
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var rows = Tamed(SomeRows.Of(RowLayout.Of(workspace.Sources[1]), random, random.Next(80)), random);
            var customers = SomeRows.Of(RowLayout.Of(workspace.Customers!), random, random.Next(8));
            var orders = Merge(workspace, 1, rows);
            var shard = ShardOf(workspace, (0, Merge(workspace, 0, FirstOfEach(customers))), (1, orders));
            var measured = plan.Compute(shard, AsOf);
            var byCustomer = RowsOf(orders).Where(r => r.Day <= AsOf).ToLookup(r => r.Customer);
            for (var m = 0; m < Measures.Length; m++)
            {
                var found = Arbitrary.Boxed(measured.Measures[m]);
                for (var i = 0; i < found.Length; i++)
                    Same(
                        Measures[m].Of([.. byCustomer[shard.Ids.Text(i)]]), found[i],
                        $"{Measures[m].Text}, seed {seed}, {shard.Ids.Text(i)}");
            }
        }
    }

    [Fact]
    public void Customers_taken_out_of_a_shard_have_the_measures_that_they_have_in_it()
    {
        var (workspace, plan) = Plan(string.Concat(Measures.Select((m, i) => $"m{i}: \"{m.Text}\"\n")) + "s: size\n");
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var rows = Tamed(SomeRows.Of(RowLayout.Of(workspace.Sources[1]), random, random.Next(80)), random);
            var customers = SomeRows.Of(RowLayout.Of(workspace.Customers!), random, random.Next(8));
            var shard = ShardOf(
                workspace, (0, Merge(workspace, 0, FirstOfEach(customers))), (1, Merge(workspace, 1, rows)));
            int[] some = [.. Enumerable.Range(0, shard.Ids.Count).Where(_ => random.Next(2) == 0)];
            var (all, taken) = (plan.Compute(shard, AsOf), plan.Compute(shard.Take(some), AsOf));
            for (var m = 0; m < taken.Measures.Length; m++)
                Assert.Equal(Arbitrary.Boxed(all.Measures[m].Take(some)), Arbitrary.Boxed(taken.Measures[m]));
        }
    }

    [Fact]
    public void Later_events_can_be_known_already_while_windows_reach_back_from_the_earlier_day()
    {
        var (workspace, plan) = Plan(
            "n: count(orders)\nrecent: count(orders IN LAST 3 DAYS)\nsince: days_since(last(orders.time))\n"
            + "due: days_since(last(orders.e))\n");
        var orders = Rows(workspace, 1, ["a", "a", "a", "b", "c"],
            ("time", new DateColumn([6, 9, 14, 8, 20])), ("e", new DateColumn([0, 0, 40, 12, 0])));
        var shard = ShardOf(workspace, (1, Merge(workspace, 1, orders)));
        var known = plan.Compute(shard, asOf: 10, until: 15);
        Assert.Equal([3L, 1L, 0L], Arbitrary.Boxed(known.Measures[0]));
        Assert.Equal([2L, 1L, 0L], Arbitrary.Boxed(known.Measures[1]));
        Assert.Equal([0L, 2L, null], Arbitrary.Boxed(known.Measures[2]));
        // What lies behind the last known day still lies ahead.
        Assert.Equal([-30L, 0L, null], Arbitrary.Boxed(known.Measures[3]));
        Assert.Equal(1, known.LaterEvents);
        Assert.Equal([2L, 1L, 0L], Arbitrary.Boxed(plan.Compute(shard, asOf: 10).Measures[0]));
    }

    [Fact]
    public void A_base_without_a_stream_has_no_events()
    {
        var (workspace, plan) = Plan(string.Concat(Measures.Select((m, i) => $"m{i}: \"{m.Text}\"\n")));
        var customers = Merge(
            workspace, 0, FirstOfEach(SomeRows.Of(RowLayout.Of(workspace.Customers!), new Random(1), 9)));
        var measured = plan.Compute(ShardOf(workspace, (0, customers)), AsOf);
        for (var m = 0; m < Measures.Length; m++)
            Assert.All(
                Arbitrary.Boxed(measured.Measures[m]), found => Same(Measures[m].Of([]), found, Measures[m].Text));
        var nobody = plan.Compute(new Shard(new Dictionary<string, (RowLayout, Table)>()), AsOf);
        Assert.All(nobody.Measures, column => Assert.Equal(0, column.Count));
    }

    [Fact]
    public void Customers_only_in_streams_have_null_fields_and_customers_without_events_have_no_rows()
    {
        var (workspace, plan) = Plan("size: size\nn: count(orders)\nboth: size + n\n");
        var customers = Rows(workspace, 0, ["c1", "c3"], ("size", new IntegerColumn([10, 30])));
        var orders = Rows(workspace, 1, ["c2", "c1", "c2"]);
        var measured = plan.Compute(
            ShardOf(workspace, (0, Merge(workspace, 0, customers)), (1, Merge(workspace, 1, orders))), AsOf);
        Assert.Equal([10L, null, 30L], Arbitrary.Boxed(measured.Measures[0]));
        Assert.Equal([1L, 2L, 0L], Arbitrary.Boxed(measured.Measures[1]));
        Assert.Equal([11L, null, 30L], Arbitrary.Boxed(measured.Measures[2]));
    }

    [Fact]
    public void Measures_may_use_each_other_in_any_order()
    {
        var (workspace, plan) = Plan(
            "per_day: total / days\ntotal: base + 1\nbase: count(orders)\ndays: base * 2 + 2\n");
        var orders = Merge(workspace, 1, Rows(workspace, 1, ["c", "c", "c"]));
        var measured = plan.Compute(ShardOf(workspace, (1, orders)), AsOf);
        Assert.Equal([0.5], Arbitrary.Boxed(measured.Measures[0]).Select(
            v => Convert.ToDouble(v, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal([[4L], [3L], [8L]], measured.Measures.Skip(1).Select(Arbitrary.Boxed));
    }

    [Theory]
    [InlineData("x: x + 1\n", "measure 'x' uses itself")]
    [InlineData("x: y\ny: x\n", "use each other")]
    [InlineData("x: y + 1\ny: z + 1\nz: x + 1\n", "measures that use each other: x -> y -> z -> x")]
    [InlineData("w: x\nx: y = 'a'\ny: CASE WHEN x THEN 'a' ELSE 'b' END\nv: y\n", "use each other")]
    public void A_cycle_is_one_clear_problem(string measures, string message)
    {
        var problems = new Problems();
        Assert.Null(MeasurePlan.Bind(WorkspaceOf(measures), problems));
        Assert.Contains(message, Assert.Single(problems.All).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who: name", "measures.yaml:1:6: 'name' is a name or key of the customer")]
    [InlineData("name: name", "measures.yaml:1:7: 'name' is a name or key of the customer")]
    [InlineData("mail: coalesce(key_mail, 'none')", "measures.yaml:1:16: 'key_mail' is a name or key of the customer")]
    [InlineData(
        "known: name IS NOT NULL\nalso: known\n", "measures.yaml:1:8: 'name' is a name or key of the customer")]
    public void A_measure_knows_no_name_or_key_of_a_customer(string measures, string found)
    {
        var problems = new Problems();
        Assert.Null(MeasurePlan.Bind(WorkspaceOf(measures, Named), problems));
        Assert.Equal(
            $"{found}; expected a field that may be in reports and messages; "
            + "names and keys are for people who look a customer up",
            Assert.Single(problems.All).ToString());
    }

    [Theory]
    [InlineData("mine: owner")]
    [InlineData("size: key_size")]
    [InlineData("name: count(visits)\ntwice: name * 2\n")]
    [InlineData("page: last(visits.name)")]
    public void Owners_other_fields_and_names_of_events_may_be_measured(string measures)
    {
        var problems = new Problems();
        Assert.NotNull(MeasurePlan.Bind(WorkspaceOf(measures, Named), problems));
    }

    [Fact]
    public void Sums_that_do_not_fit_are_null_and_counted()
    {
        var (workspace, plan) = Plan(
            "b: sum(orders.b)\nc: sum(orders.c)\nd: sum(orders.d)\nmean: avg(orders.d)\nn: count(orders)\n");
        string[] ids = ["1", "1", "2", "2", "3", "3", "3", "4"];
        var orders = Rows(workspace, 1, ids,
            ("b", new IntegerColumn([long.MaxValue, 1, long.MaxValue, -1, -long.MaxValue, -1, 0, 5])),
            ("c", new NumberColumn([1e308, 1e308, 1e308, -1e308, 1, 2, 3, 4])),
            ("d", new MoneyColumn([decimal.MaxValue, 1, 7e27m, 0.1m, 7.9e27m, 0.05m, -7.9e27m, MoneyColumn.Null])));
        var measured = plan.Compute(ShardOf(workspace, (1, Merge(workspace, 1, orders))), AsOf);
        Assert.Equal([null, long.MaxValue - 1, null, 5L], Arbitrary.Boxed(measured.Measures[0]));
        Assert.Equal([null, 0.0, 6.0, 4.0], Arbitrary.Boxed(measured.Measures[1]));
        Assert.Equal([null, 7000000000000000000000000000.1m, 0.05m, 0m], Arbitrary.Boxed(measured.Measures[2]));
        Assert.Equal([true, false, false, true], Enumerable.Range(0, 4).Select(measured.Measures[3].IsNull));
        Assert.Equal(5, measured.Overflows);
        Assert.Equal([2L, 2L, 3L, 1L], Arbitrary.Boxed(measured.Measures[4]));
    }

    [Fact]
    public void A_sum_is_exact_whatever_it_runs_through()
    {
        const decimal Large = 999999999999999999.9999999999m;
        var (workspace, plan) = Plan("d: sum(orders.d)\n");
        var amounts = Enumerable.Repeat(Large, 9).Concat(Enumerable.Repeat(-Large, 9)).Append(0.000000000000000001m);
        var orders = Rows(workspace, 1, [.. Enumerable.Repeat("c", 19)], ("d", new MoneyColumn([.. amounts])));
        var measured = plan.Compute(ShardOf(workspace, (1, Merge(workspace, 1, orders))), AsOf);
        Assert.Equal([0.000000000000000001m], ((MoneyColumn)measured.Measures[0]).Values);
        Assert.Equal(0, measured.Overflows);
    }

    [Fact]
    public void Exact_sums_keep_every_decimal_and_do_not_depend_on_the_order()
    {
        var (workspace, plan) = Plan("d: sum(orders.d)\n");
        var amounts = new MoneyColumn([0.0000001m, 123456789012345678m, 0.1m, -123456789012345678m, 0.2m]);
        var orders = Rows(workspace, 1, ["c", "c", "c", "c", "c"], ("d", amounts));
        var measured = plan.Compute(ShardOf(workspace, (1, Merge(workspace, 1, orders))), AsOf);
        Assert.Equal([0.3000001m], ((MoneyColumn)measured.Measures[0]).Values);
    }

    private static (Workspace Workspace, MeasurePlan Plan) Plan(string measures)
    {
        var workspace = WorkspaceOf(measures);
        var problems = new Problems();
        var plan = MeasurePlan.Bind(workspace, problems);
        problems.ThrowIfAny();
        return (workspace, plan!);
    }

    private static Workspace WorkspaceOf(string measures, string sources = Sources)
    {
        var files = Definitions.Smallest();
        files["sources.yaml"] = Encoding.UTF8.GetBytes(sources);
        files["measures.yaml"] = Encoding.UTF8.GetBytes(measures);
        return Definitions.Read(files);
    }

    private static Shard ShardOf(Workspace workspace, params (int Source, Table Table)[] tables) =>
        new(tables.ToDictionary(
            t => workspace.Sources[t.Source].Name, t => (RowLayout.Of(workspace.Sources[t.Source]), t.Table)));

    private static Table Merge(Workspace workspace, int source, Rows rows) =>
        TableMerge.Merge(RowLayout.Of(workspace.Sources[source]), [rows], TimeZoneInfo.Utc);

    private static Rows Rows(
        Workspace workspace, int source, string[] ids, params (string Name, Column Column)[] fields)
    {
        var layout = RowLayout.Of(workspace.Sources[source]);
        var columns = layout.Types.Select(type => Column.Nulls(type, ids.Length)).ToArray();
        if (layout.Day >= 0)
            columns[layout.Day] = new DateColumn(new int[ids.Length]);
        foreach (var (name, column) in fields)
            columns[layout.Find(name)] = column;
        var texts = new TextList();
        var order = layout.Keyed ? new IntegerColumn([.. ids.Select((_, i) => (long)i)]) : null;
        return new Rows(new TextColumn([.. ids.Select(texts.Add)], texts), order, columns);
    }

    private static Rows FirstOfEach(Rows rows) =>
        rows.Take([.. Enumerable.Range(0, rows.Count).DistinctBy(row => Encoding.UTF8.GetString(rows.Customers[row]))]);

    /// <summary>Amounts and numbers whose sums fit.</summary>
    private static Rows Tamed(Rows rows, Random random)
    {
        foreach (var column in rows.Columns)
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (column is MoneyColumn amounts && !amounts.IsNull(row))
                    amounts.Values[row] = random.Next(-50, 50) / 8m;
                else if (column is NumberColumn numbers && !numbers.IsNull(row))
                    numbers.Values[row] = random.Next(-5, 5) / 7.0;
            }
        }

        return rows;
    }

    private static EventRow[] RowsOf(Table table)
    {
        var columns = table.Columns.Select(Arbitrary.Boxed).ToArray();
        return [.. Enumerable.Range(0, table.Ids.Count).SelectMany(c => Enumerable.Range(
            table.Starts[c], table.Starts[c + 1] - table.Starts[c])
            .Select(row => new EventRow(
                table.Ids.Text(c), (int)columns[0][row]!, (long?)columns[1][row], (string?)columns[2][row],
                (long?)columns[3][row], (double?)columns[4][row],
                (decimal?)columns[5][row], (int?)columns[6][row], columns[7][row] is sbyte f ? f == 1 : null)))];
    }

    private static long? Whole(IEnumerable<BigInteger> values)
    {
        var sum = values.Aggregate(BigInteger.Zero, BigInteger.Add);
        return BigInteger.Abs(sum) <= long.MaxValue ? (long)sum : null;
    }

    private static void Same(object? expected, object? found, string what)
    {
        var same = expected is double x && found is double y
            ? Math.Abs(x - y) <= Math.Abs(x) * 1e-15
            : Equals(expected, found);
        Assert.True(same, $"{what}: {expected ?? "null"}, not {found ?? "null"}");
    }
}
