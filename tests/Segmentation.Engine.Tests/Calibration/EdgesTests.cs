using System.Globalization;
using System.Numerics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Calibration;

public sealed class EdgesTests
{
    [Theory]
    [InlineData("cdnow_master_rfm")]
    [InlineData("marketing_campaign_rfm")]
    [InlineData("maven_rfm")]
    public void Quintiles_are_those_computed_apart(string name)
    {
        var folder = Oracles();
        Assert.SkipUnless(
            folder is not null && File.Exists(Path.Combine(folder, name + ".json")),
            "the expected results are not beside the sources");
        var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder!, name + ".json"))).RootElement;
        var lines = File.ReadAllLines(Path.Combine(folder!, name + ".csv"));
        var header = lines[0].Split(',');
        var cells = lines.Skip(1).Select(line => line.Split(',')).Where(c => c.Length == header.Length).ToArray();
        Assert.Equal(lines.Length - 1, cells.Length);
        foreach (var (measure, score) in new[]
        {
            ("recency_days", "r_edge"), ("frequency", "f_edge"), ("monetary", "m_edge"),
        })
        {
            var values = cells.Select(
                c => decimal.Parse(c[Array.IndexOf(header, measure)], CultureInfo.InvariantCulture)).ToArray();
            var edges = Edges.Learn([.. values], 5);
            var published = json.GetProperty("percentile_edges").GetProperty(measure)
                .EnumerateArray().Select(e => e.GetDouble()).ToArray();
            Assert.All(published.Zip(edges.Exact!), pair => Assert.Equal(pair.First, (double)pair.Second, 9));
            var scores = values.Select(v => score == "r_edge" ? 6 - edges.Bucket(v) : edges.Bucket(v)).ToArray();
            Assert.Equal(
                cells.Select(c => int.Parse(c[Array.IndexOf(header, score)], CultureInfo.InvariantCulture)), scores);
            Assert.Equal(values.Select(edges.Bucket).Distinct().Order(), edges.Reachable);
            var floating = Edges.Learn(Array.ConvertAll(values, v => (double)v), 5);
            Assert.All(published.Zip(floating.Floating!), pair => Assert.Equal(pair.First, pair.Second, 9));
        }
    }

    [Fact]
    public void Exact_buckets_are_those_of_rational_arithmetic()
    {
        decimal[] awkward =
            [
                0, 1, -1, 0.0000000000000000000000000001m, 0.0000000000000000000000000002m,
                1e18m, -1e18m, 7e28m, -7e28m, 1.10m, 1.1m, 3.3333333333333333333333333333m];
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, random.Next(40))
                .Select(_ => random.Next(3) == 0
                    ? awkward[random.Next(awkward.Length)]
                    : new decimal(random.Next(-50, 50), 0, 0, false, 0) / (random.Next(2) == 0 ? 1 : 8)).ToArray();
            var buckets = random.Next(2, 11);
            var edges = Edges.Learn([.. values], buckets);
            Check(
                edges, buckets, Array.ConvertAll(values, Scaled),
                Array.ConvertAll(values, edges.Bucket), $"seed {seed}");
        }
    }

    [Fact]
    public void Floating_buckets_are_those_of_rational_arithmetic()
    {
        double[] awkward =
            [
                0, -0.0, 1, double.Epsilon, 2 * double.Epsilon, -double.Epsilon, 1 + 2e-16,
                1 + 4e-16, 0.1, 0.2, 0.3, 1e308, -1e308, double.MaxValue, double.MinValue];
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var values = Enumerable.Range(0, random.Next(40))
                .Select(_ => random.Next(3) == 0
                    ? awkward[random.Next(awkward.Length)]
                    : random.NextDouble() * random.Next(-3, 3)).ToArray();
            var buckets = random.Next(2, 11);
            var edges = Edges.Learn([.. values], buckets);
            Assert.All(edges.Floating!, edge => Assert.True(double.IsFinite(edge)));
            Check(
                edges, buckets, Array.ConvertAll(values, Scaled),
                Array.ConvertAll(values, edges.Bucket), $"seed {seed}");
        }
    }

    [Fact]
    public void Equal_values_share_a_bucket_whatever_their_form_and_order() =>
        Prop.ForAll<decimal[], PositiveInt>((values, count) =>
        {
            var buckets = count.Get % 9 + 2;
            var edges = Edges.Learn([.. values], buckets);
            var again = Edges.Learn([.. values.Reverse().Select(Exact.Trimmed)], buckets);
            Assert.Equal(
                edges.Exact!.Select(e => e.ToString(CultureInfo.InvariantCulture)),
                again.Exact!.Select(e => e.ToString(CultureInfo.InvariantCulture)));
            Assert.Equal(values.Length == 0 ? 0 : buckets - 1, edges.Count);
            Assert.Equal(values.Select(edges.Bucket), values.Select(v => edges.Bucket(v + 0.0000m)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Columns_without_values_have_no_edges_and_one_bucket()
    {
        var none = Edges.Learn(Array.Empty<decimal>(), 5);
        Assert.Equal((0, 0, 1), (none.Count, none.Customers, none.Bucket(3m)));
        Assert.Empty(none.Reachable);
        var one = Edges.Learn([7m], 5);
        Assert.Equal([7m, 7m, 7m, 7m], one.Exact!);
        Assert.Equal([1], one.Reachable);
        Assert.Equal([1, IntegerColumn.Null, 5], one.Buckets(new IntegerColumn([7, IntegerColumn.Null, 8])));
    }

    [Fact]
    public void Edges_do_not_depend_on_shards_and_count_only_scored_customers()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(100);
            Column[] measures =
            [
                new IntegerColumn([.. Enumerable.Range(0, count).Select(
                    _ => random.Next(5) == 0 ? IntegerColumn.Null : random.Next(20))]),
                new MoneyColumn([.. Enumerable.Range(0, count).Select(
                    _ => random.Next(5) == 0 ? MoneyColumn.Null : random.Next(200) / 10m)]),
                new NumberColumn([
                    .. Enumerable.Range(0, count).Select(_ => random.Next(5) == 0 ? double.NaN : random.NextDouble())]),
                new DateColumn([.. Enumerable.Range(0, count).Select(
                    _ => random.Next(5) == 0 ? DateColumn.Null : random.Next(300))]),
            ];
            ScoreInput[] inputs =
            [
                new(0, new QuantileCut(5)), new(1, new QuantileCut(4)), new(2, new QuantileCut(3)),
                new(3, new QuantileCut(2)),
            ];
            var scored = Enumerable.Range(0, count).Where(i => !measures.Any(m => m.IsNull(i))).ToArray();
            var calibrator = new Calibrator(inputs);
            for (var from = 0; from < count; from += 30)
            {
                var rows = Enumerable.Range(from, Math.Min(30, count - from)).ToArray();
                calibrator.Add([.. measures.Select(m => m.Take(rows))], rows.Length);
            }

            var edges = calibrator.Learn();
            Assert.All(edges, e => Assert.Equal(count == 0 ? 0 : scored.Length, e.Customers));
            Assert.Equal(
                Edges.Learn([.. scored.Select(i => ((MoneyColumn)measures[1]).Values[i])], 4).Exact, edges[1].Exact);
            if (count > 0)
                Assert.Equal(
                    Edges.Learn([.. scored.Select(i => ((NumberColumn)measures[2]).Values[i])], 3).Floating,
                    edges[2].Floating);
            Assert.Equal(
                scored, Enumerable.Range(0, count).Where(i => Calibrator.Population(inputs, measures, count)[i]));
        }
    }

    private static void Check(Edges edges, int buckets, BigInteger[] values, int[] found, string what)
    {
        // Edge j is (low (k - part) + high part) / k: both sides of each comparison are multiplied by k.
        var sorted = values.Order().ToArray();
        var exact = Enumerable.Range(1, buckets - 1).Where(_ => values.Length > 0).Select(j =>
        {
            var (below, part) = Math.DivRem(j * (values.Length - 1), buckets);
            return part == 0 ? sorted[below] * buckets : sorted[below] * (buckets - part) + sorted[below + 1] * part;
        }).ToArray();
        var expected = values.Select(v => 1 + exact.Count(edge => edge < v * buckets)).ToArray();
        Assert.True(expected.AsSpan().SequenceEqual(found), what);
        Assert.True(expected.Distinct().Order().SequenceEqual(edges.Reachable), what);
    }

    private static BigInteger Scaled(decimal value)
    {
        var bits = decimal.GetBits(value);
        var mantissa = new BigInteger(new decimal(bits[0], bits[1], bits[2], bits[3] < 0, 0));
        return mantissa * BigInteger.Pow(10, 28 - value.Scale);
    }

    private static BigInteger Scaled(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = (bits & ((1L << 52) - 1)) | (exponent == 0 ? 0 : 1L << 52);
        return (bits < 0 ? -mantissa : mantissa) * BigInteger.Pow(2, Math.Max(exponent, 1));
    }

    private static string? Oracles()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
                return Path.Combine(folder.FullName, "..", "shared", "data", "oracles");
        }

        return null;
    }
}
