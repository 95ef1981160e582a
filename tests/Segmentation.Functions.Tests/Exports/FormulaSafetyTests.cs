using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Exports;

public sealed class FormulaSafetyTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+49 30 1234")]
    [InlineData("-5")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("\"=1\"")]
    [InlineData("  =1")]
    [InlineData("'=1")]
    public void A_text_that_may_be_computed_gets_an_apostrophe(string text) => Assert.Equal($"'{text}", Safe(text));

    [Theory]
    [InlineData("Ann")]
    [InlineData("")]
    [InlineData("a=1")]
    [InlineData("O'Neil - sons")]
    [InlineData("'")]
    [InlineData("1-2")]
    [InlineData("é=")]
    public void Other_texts_stay_as_they_are(string text) => Assert.Equal(text, Safe(text));

    [Fact]
    public void No_cell_can_be_computed_and_every_text_comes_back()
    {
        var texts = Gen.ListOf(Gen.Elements('=', '+', '-', '@', '\t', '\r', '\n', '"', '\'', ' ', ',', 'a', '1', 'é'))
            .Select(signs => string.Concat(signs));
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            var safe = Safe(text);
            var first = safe.TrimStart('"', ' ');
            Assert.False(first.Length > 0 && "=+-@\t\r\n".Contains(first[0], StringComparison.Ordinal), safe);
            Assert.Equal(
                text, Encoding.UTF8.GetString(FormulaSafety.Original(Encoding.UTF8.GetBytes(safe))));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Numbers_stay_numbers()
    {
        var lines = new CsvLines(isForSpreadsheets: true);
        lines.Number(-5);
        lines.Number(-1.5m);
        lines.Day(0);
        Assert.Equal("-5,-1.5,1970-01-01", Encoding.UTF8.GetString(lines.Written));
    }

    /// <summary>What a reader of the file finds.</summary>
    private static string Safe(string text)
    {
        var lines = new CsvLines(isForSpreadsheets: true);
        lines.Text(text);
        lines.End("\n"u8);
        return Csv.Parse(lines.Written)[0][0];
    }
}
