namespace EndToEnd.Oracles;

/// <summary>The accounts of the Maven sales pipeline against maven_rfm.csv and .json.</summary>
public sealed class MavenTests : IDisposable
{
    private readonly Segmented _run = new(() => RealData.Path("maven_crm"), "maven-crm", "2018-01-01");

    [Fact]
    public void Every_account_equals_maven_rfm_csv() => Expected.Same(
        RealData.Oracle("maven_rfm.csv"), _run.Customers,
        ("recency_days", "recency_days"), ("frequency", "frequency"), ("monetary", "monetary"),
        ("r_edge", "r"), ("f_edge", "f"), ("m_edge", "m"));

    [Fact]
    public void Edges_and_score_counts_equal_maven_rfm_json() =>
        Expected.SameScores(RealData.Totals("maven_rfm.json"), _run);

    [Fact]
    public void Totals_equal_maven_rfm_json()
    {
        var totals = RealData.Totals("maven_rfm.json");
        var rows = _run.Customers.Rows;
        var (pipeline, won) =
            (totals.GetProperty("pipeline_rows").GetInt32(), totals.GetProperty("won_deals").GetInt32());
        Assert.Equal(totals.GetProperty("accounts_csv").GetInt32(), rows.Length);
        Assert.Equal(won, rows.Sum(row => row.Whole("frequency")));
        Assert.Equal(totals.GetProperty("won_value").GetDecimal(), rows.Sum(row => row.Exact("monetary")));
        Assert.Equal($"read:{pipeline} filtered:{pipeline - won} accepted:{won}", _run.Totals.Ledger("deals"));
        var open = totals.GetProperty("deal_stage").GetProperty("Engaging").GetInt32() -
            totals.GetProperty("rows_without_account_by_stage").GetProperty("Engaging").GetInt32();
        Assert.Equal(open, _run.Totals.Rows("pipeline", "accepted"));
        Assert.Equal(open, rows.Sum(row => row.Whole("open_deals")));
    }

    [Fact]
    public void Every_sector_is_an_industry_of_the_table_also_the_one_that_is_spelt_wrongly()
    {
        var industries = _run.Customers.Rows.CountBy(row => row["industry"]).ToDictionary();
        Assert.Equal(
            (12, 12, 7), (industries["Technology"], industries["Healthcare"], industries["Software"]));
        Assert.DoesNotContain("", industries.Keys);
        Assert.Equal(0, _run.Totals.GetProperty("unmapped").GetArrayLength());
    }

    public void Dispose() => _run.Dispose();
}
