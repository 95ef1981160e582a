namespace EndToEnd.Oracles;

/// <summary>
/// The customers of the marketing campaign against marketing_campaign_rfm.csv and .json, from both files.
/// </summary>
public sealed class MarketingCampaignTests : IDisposable
{
    private readonly Segmented _comma = Run("comma");
    private readonly Segmented _semicolon = Run("semicolon_bom_crlf");

    [Fact]
    public void Every_customer_of_the_comma_file_equals_marketing_campaign_rfm_csv() => SameAsOracle(_comma);

    [Fact]
    public void Every_customer_of_the_semicolon_file_equals_marketing_campaign_rfm_csv() => SameAsOracle(_semicolon);

    [Fact]
    public void Both_files_give_the_same_bytes() => Assert.Equal(_comma.Bytes, _semicolon.Bytes);

    [Fact]
    public void Edges_and_score_counts_equal_marketing_campaign_rfm_json() =>
        Expected.SameScores(RealData.Totals("marketing_campaign_rfm.json"), _semicolon);

    [Fact]
    public void All_rows_of_marketing_campaign_rfm_json_are_accepted()
    {
        var rows = RealData.Totals("marketing_campaign_rfm.json").GetProperty("rows").GetInt32();
        Assert.Equal(rows, _comma.Customers.Rows.Length);
        Assert.Equal($"read:{rows} accepted:{rows}", _comma.Totals.Ledger("customers"));
    }

    public void Dispose()
    {
        _comma.Dispose();
        _semicolon.Dispose();
    }

    private static Segmented Run(string file) =>
        new(() => RealData.Path($"marketing_campaign/marketing_campaign_{file}.csv"), "marketing-campaign");

    private static void SameAsOracle(Segmented run) => Expected.Same(
        RealData.Oracle("marketing_campaign_rfm.csv"), run.Customers,
        ("recency_days", "recency_days"), ("frequency", "frequency"), ("monetary", "monetary"),
        ("r_edge", "r"), ("f_edge", "f"), ("m_edge", "m"));
}
