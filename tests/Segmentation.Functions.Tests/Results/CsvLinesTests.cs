using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Results;

public sealed class CsvLinesTests
{
    [Fact]
    public void Amounts_are_written_as_the_runtime_writes_them_without_trailing_zeros()
    {
        var random = new Random(11);
        decimal[] amounts =
        [
            0m, 0.00m, -0.00m, 100m, -7.50m, 0.05m, ulong.MaxValue, 0.0000000000000000000000000001m, decimal.MaxValue,
            .. Enumerable.Range(0, 2_000).Select(_ => new decimal(
                random.Next(), random.Next(2) * random.Next(), random.Next(4) / 3, random.Next(2) == 0,
                (byte)random.Next(29))),
            .. Enumerable.Range(0, 500).Select(_ => random.Next(1_000_000) / 100m * 1.000m),
        ];
        foreach (var amount in amounts)
        {
            // The runtime leaves trailing zeros out of a quotient.
            var trimmed = amount == 0 ? 0 : amount / 1.0000000000000000000000000000m;
            Assert.Equal(decimal.GetBits(trimmed), decimal.GetBits(Exact.Trimmed(amount)));
            Assert.Equal(trimmed.ToString(CultureInfo.InvariantCulture), Text(new MoneyColumn([amount])));
        }
    }

    [Fact]
    public void Days_are_written_in_the_form_of_ISO_8601()
    {
        foreach (var day in (int[])[-719_162, -1, 0, 1, 58, 59, 19_782, 20_453, 2_932_896])
        {
            var date = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);
            Assert.Equal(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text(new DateColumn([day])));
        }
    }

    private static string Text(Column column)
    {
        var lines = new CsvLines(isForSpreadsheets: false);
        lines.Cell(column, 0);
        return Encoding.UTF8.GetString(lines.Written);
    }
}
