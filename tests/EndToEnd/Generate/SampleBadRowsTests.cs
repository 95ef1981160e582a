using System.Globalization;
using Segmentation.Cli.Generate.Planted;
using Segmentation.Cli.Generate.Planted.Sheets;

namespace EndToEnd.Generate;

public sealed class SampleBadRowsTests
{
    [Theory]
    [InlineData("0.01")]
    [InlineData("0.0037")]
    [InlineData("0.5")]
    public void Bad_rows_are_the_most_that_do_not_exceed_their_share(string text)
    {
        var share = decimal.Parse(text, CultureInfo.InvariantCulture);
        using var clean = new SampleFiles(Some());
        using var bad = new SampleFiles(Some() with { BadShare = share });
        foreach (var sheet in Some().Kind.Sheets)
        {
            var name = $"{sheet.Plain.Name}.csv";
            var good = Lines(clean, name);
            var all = Lines(bad, name);
            Assert.True(IsPartOf(good, all));
            var expected = sheet.TakesBadRows ? (long)(share * good.Length / (1 - share)) : 0;
            Assert.InRange(all.Length - good.Length, expected - 1, expected);
            Assert.True(all.Length - good.Length <= share * all.Length);
            Assert.True(!sheet.TakesBadRows || all.Length - good.Length + 1 > share * (all.Length + 1));
        }
    }

    [Fact]
    public void The_five_faults_take_turns()
    {
        using var clean = new SampleFiles(Some());
        using var bad = new SampleFiles(Some() with { BadShare = 0.1m });
        var good = Lines(clean, "orders.csv").ToHashSet();
        var rows = Lines(bad, "orders.csv").Where(line => !good.Contains(line)).Select(line => line.Split(','))
            .ToArray();
        var faults = Lines(bad, "orders.csv").Length - good.Count;
        Assert.Equal((faults + 4) / 5, rows.Count(cells => cells[2].EndsWith("-02-30", StringComparison.Ordinal)));
        Assert.Equal((faults + 3) / 5, rows.Count(cells => cells[3] == "n/a"));
        Assert.Equal((faults + 2) / 5, rows.Count(cells => cells[1].Length == 0));
        Assert.Equal((faults + 1) / 5, rows.Count(cells => cells[1] == "C9999999"));
        Assert.Equal(faults / 5, faults - rows.Length);
    }

    [Fact]
    public void Bad_rows_change_nothing_of_the_truth()
    {
        using var clean = new SampleFiles(Some());
        using var bad = new SampleFiles(Some() with { BadShare = 0.2m });
        Assert.Equal(clean.Contents()["truth.csv"], bad.Contents()["truth.csv"]);
    }

    private static SampleBusiness Some() =>
        new(BusinessKinds.Of("b2b-saas"), Customers: 300, Imports: 2, Seed: 5) { Shape = Shape.Plain };

    private static string[] Lines(SampleFiles files, string name) =>
        File.ReadAllLines(Path.Combine(files.Import(0), name))[1..];

    /// <summary>Whether lines occur among others in the same order.</summary>
    private static bool IsPartOf(string[] some, string[] all)
    {
        var found = 0;
        foreach (var line in all)
        {
            if (found < some.Length && line == some[found])
                found++;
        }

        return found == some.Length;
    }
}
