using System.Globalization;

namespace Segmentation.Engine.Tests.Lifetime;

/// <summary>The 2,357 customers of the CDNOW sample, with what others computed for them.</summary>
internal sealed class Cdnow
{
    private static readonly Lazy<Cdnow?> Once = new(Read);

    private Cdnow(string[] header, double[][] rows)
    {
        Repeats = Whole("x");
        Last = Whole("tx_days");
        Age = Whole("T_days");
        MeanSpend = Column("mean_repeat_value");
        HoldOutSpend = Column("holdout_value");
        Alive = Column("p_alive");
        Expected39 = Column("expected_x_39w");
        Expected52 = Column("expected_x_52w");
        ExpectedSpend = Column("expected_avg_value");
        Value = Column("clv_52w");

        double[] Column(string name) => [.. rows.Select(row => row[Array.IndexOf(header, name)])];
        int[] Whole(string name) => [.. Column(name).Select(number => (int)number)];
    }

    public int[] Repeats { get; }

    public int[] Last { get; }

    public int[] Age { get; }

    public double[] MeanSpend { get; }

    public double[] HoldOutSpend { get; }

    public double[] Alive { get; }

    public double[] Expected39 { get; }

    public double[] Expected52 { get; }

    public double[] ExpectedSpend { get; }

    public double[] Value { get; }

    /// <summary>The data; the test is skipped where they are absent.</summary>
    public static Cdnow Customers
    {
        get
        {
            Assert.SkipWhen(Once.Value is null, "the CDNOW data are not here");
            return Once.Value!;
        }
    }

    private static Cdnow? Read()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(
                folder.FullName, "..", "shared", "data", "oracles", "cdnow_bgnbd_gg_customers.csv");
            if (File.Exists(Path.Combine(folder.FullName, "Functions.sln")) && File.Exists(file))
                return Of(File.ReadAllLines(file));
        }

        return null;
    }

    private static Cdnow Of(string[] lines) =>
        new(lines[0].Split(','), [.. lines.Skip(1).Select(line => line.Split(',').Select(Number).ToArray())]);

    // Dates and ids are not needed.
    private static double Number(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
