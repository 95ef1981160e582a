namespace EndToEnd.Oracles;

/// <summary>The 23,570 customers of CDNOW against cdnow_master_rfm.csv and .json.</summary>
public sealed class CdnowTests : IDisposable
{
    private readonly Segmented _run = new(() => RealData.Path("cdnow/CDNOW_master.txt"), "cdnow", "1998-07-01");

    [Fact]
    public void Every_customer_equals_cdnow_master_rfm_csv() => Expected.Same(
        RealData.Oracle("cdnow_master_rfm.csv"), _run.Customers,
        ("recency_days", "recency_days"), ("frequency", "frequency"), ("purchase_days", "purchase_days"),
        ("monetary", "monetary"), ("r_edge", "r"), ("f_edge", "f"), ("m_edge", "m"));

    [Fact]
    public void Edges_and_score_counts_equal_cdnow_master_rfm_json() =>
        Expected.SameScores(RealData.Totals("cdnow_master_rfm.json"), _run);

    [Fact]
    public void Totals_equal_cdnow_master_rfm_json()
    {
        var totals = RealData.Totals("cdnow_master_rfm.json");
        var rows = _run.Customers.Rows;
        Assert.Equal(totals.GetProperty("customers").GetInt32(), rows.Length);
        Assert.Equal(totals.GetProperty("rows").GetInt32(), rows.Sum(row => row.Whole("frequency")));
        Assert.Equal(totals.Amount("total_monetary"), rows.Sum(row => row.Exact("monetary")));
        Assert.Equal(
            totals.GetProperty("customers_monetary_zero").GetInt32(), rows.Count(row => row["monetary"] == "0"));
        Assert.Equal("read:69659 accepted:69659", _run.Totals.Ledger("orders"));
    }

    [Fact]
    public void Recency_bands_equal_cdnow_master_rfm_json()
    {
        var bands = _run.Customers.Rows.CountBy(row => row.Whole("recency_days") switch
        {
            <= 30 => "active_0_30",
            <= 90 => "cooling_31_90",
            <= 180 => "at_risk_91_180",
            <= 365 => "lapsed_181_365",
            _ => "lost_366_plus",
        }).ToDictionary();
        Assert.Equal(
            RealData.Totals("cdnow_master_rfm.json").GetProperty("recency_bands").EnumerateObject()
                .ToDictionary(band => band.Name, band => band.Value.GetInt32()),
            bands);
    }

    [Fact]
    public void The_ten_best_customers_are_those_of_cdnow_master_rfm_json()
    {
        var best = _run.Customers.Rows.OrderByDescending(row => row.Exact("monetary")).Take(10)
            .Select(
                row => (row["customer_id"], row.Whole("recency_days"), row.Whole("frequency"), row.Exact("monetary")));
        Assert.Equal(
            RealData.Totals("cdnow_master_rfm.json").GetProperty("top_10_by_monetary").EnumerateArray().Select(row => (
                row.GetProperty("customer_id").GetString()!, row.GetProperty("recency_days").GetInt32(),
                row.GetProperty("frequency").GetInt32(), row.Amount("monetary"))),
            best);
    }

    [Fact]
    public void Value_of_all_segments_is_the_total_of_cdnow_master_rfm_json()
    {
        var segments = _run.Totals.GetProperty("schemes")[0].GetProperty("segments").EnumerateArray();
        Assert.Equal(
            RealData.Totals("cdnow_master_rfm.json").Amount("total_monetary"),
            segments.Sum(segment => segment.GetProperty("value").GetDecimal()));
    }

    public void Dispose() => _run.Dispose();
}
