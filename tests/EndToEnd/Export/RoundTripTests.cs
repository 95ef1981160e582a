namespace EndToEnd.Export;

/// <summary>What is exported imports to the same base.</summary>
public sealed class RoundTripTests
{
    private static readonly DateOnly Summer = new(2026, 6, 1);

    [Fact]
    public async Task Every_sort_of_row_and_value_comes_back()
    {
        using var trip = await RoundTrip.OfAsync(Odd.Workspace, Summer, Odd.Imports);
        trip.AssertSame();
        Assert.Equal(
            [("calls", 1L), ("visits", 1L)],
            trip.Receipt.Files.Where(file => file.Ledger.Unresolved > 0)
                .Select(file => (file.Source, file.Ledger.Unresolved)).Order());
        Assert.Equal(1, trip.Report("second").Identity!.Aliases);
        var exported = trip.Folder.Text("first/export/dumps/orders.csv");
        Assert.Contains("00042,o1,2,2026-03-28T23:30:00.1234567Z,9.1234499999087655,", exported, StringComparison.Ordinal);
        Assert.Contains("\"say \"\"hi\"\",\nnow\"", exported, StringComparison.Ordinal);
        Assert.Contains("\ngone,", trip.Folder.Text("first/export/dumps/customers.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cdnow", "cdnow/CDNOW_master.txt", "1998-07-01")]
    [InlineData("ravenstack", "ravenstack", "2025-01-01")]
    public async Task Real_data_come_back(string workspace, string data, string asOf)
    {
        var path = RealData.Path(data);
        using var trip = await RoundTrip.OfAsync(
            folder => folder.CopyShipped(workspace),
            DateOnly.ParseExact(asOf, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), _ => [path]);
        trip.AssertSame();
    }
}
