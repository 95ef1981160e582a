namespace EndToEnd.Ways;

/// <summary>The bands of accounts in maven-crm, edge by edge.</summary>
public sealed class BandEdgeTests : IDisposable
{
    private static readonly (int Employees, string Size)[] Sizes =
    [
        (1, "micro"), (49, "micro"), (50, "small"), (249, "small"), (250, "mid"), (999, "mid"), (1_000, "large"),
        (4_999, "large"), (5_000, "enterprise"), (9_999, "enterprise"), (10_000, "giant"),
    ];

    private static readonly (string Revenue, string Band)[] Revenues =
    [
        ("0", "below-250m"), ("249.99", "below-250m"), ("250", "over-250m"), ("999.99", "over-250m"),
        ("1000.00", "over-1b"), ("4999.99", "over-1b"), ("5000", "over-5b"), ("", "unknown"),
    ];

    private static readonly (string Sector, string Group)[] Sectors =
    [
        ("technolgy", "technology"), ("Technology", "technology"), ("medical", "healthcare"), ("mining", "unmapped"),
        ("Fin. Services", "finance"), ("financial services", "finance"), ("", "unmapped"),
    ];

    private readonly TempFolder _folder = new();
    private readonly Segmented _run;

    public BandEdgeTests()
    {
        var accounts = Sizes.Select((one, i) => $"size {i},retail,2000,300,{one.Employees},Kenya,")
            .Concat(Revenues.Select((one, i) => $"revenue {i},retail,2000,{one.Revenue},300,Kenya,"))
            .Concat(Sectors.Select((one, i) => $"sector {i},{one.Sector},2000,300,300,Kenya,"));
        _folder.Write("crm/accounts.csv", string.Join('\n', accounts.Prepend(
            "account,sector,year_established,revenue,employees,office_location,subsidiary_of")));
        _run = new Segmented(() => _folder["crm"], "maven-crm", "2018-01-01");
    }

    [Fact]
    public void A_company_on_an_edge_of_employees_is_in_the_larger_band() =>
        Assert.Equal(Sizes.Select(one => one.Size), Of("size", Sizes.Length, "company-size"));

    [Fact]
    public void A_company_on_an_edge_of_revenue_is_in_the_higher_band() =>
        Assert.Equal(Revenues.Select(one => one.Band), Of("revenue", Revenues.Length, "revenue-band"));

    [Fact]
    public void A_sector_is_mapped_whatever_its_spelling_and_an_unknown_one_is_unmapped() =>
        Assert.Equal(Sectors.Select(one => one.Group), Of("sector", Sectors.Length, "industry-group"));

    public void Dispose()
    {
        _run.Dispose();
        _folder.Dispose();
    }

    private IEnumerable<string> Of(string name, int count, string scheme)
    {
        var rows = _run.Customers.ById();
        return Enumerable.Range(0, count).Select(i => rows[$"{name} {i}"][scheme]);
    }
}
