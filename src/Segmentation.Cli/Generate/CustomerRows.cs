namespace Segmentation.Cli.Generate;

/// <summary>Writes customers.csv, as the customer system knows them once all orders are in.</summary>
internal sealed class CustomerRows
{
    // The customer system calls a customer churned when it dropped out at least so long before the last day, mostly.
    private const int DaysUntilChurned = 90;
    private const double ChurnedShare = 0.8;
    private const double LeadShare = 0.6;
    private const double PendingShare = 0.06;

    private const double MeanSize = 2.6;
    private const double SizeBySpend = 0.5;
    private const double SizeDeviation = 1.1;
    private const double MostEmployees = 50_000;
    private const double MeanRevenuePerHead = 4.8;
    private const double RevenueDeviation = 0.5;

    private readonly PlainBusiness _business;
    private readonly Population _population;
    private readonly CsvFile _file;
    private readonly Chance _chance;
    private readonly Ids _ids;

    /// <summary>The customer rows of a business, all of whose orders are drawn.</summary>
    public CustomerRows(PlainBusiness business, Population population, CsvFile file)
    {
        _business = business;
        _population = population;
        _file = file;
        _chance = new Chance(business.Seed, 3);
        _ids = Ids.OfCustomers(business);
    }

    /// <summary>Writes the header and all rows.</summary>
    public void Write(Meter meter)
    {
        _file.Put("id,name,email,country,industry,employees,annual_revenue,signup_date,plan,status"u8).EndRow();
        for (var customer = 0; customer < _business.Customers; customer++)
        {
            WriteRow(customer);
            meter.Row();
        }
    }

    private void WriteRow(int customer)
    {
        // 0 for a customer of middling orders, 1 for one deviation above.
        var spend = (_population.SpendOf(customer) - Population.MeanSpend) / Population.SpendDeviation;
        var signup = _business.FirstDay.AddDays(_population.MembershipOf(customer).Signup);
        _ids.Put(_file, customer + 1).EndCell();
        PutName();
        PutEmail(customer + 1);
        _file.Put(Vocabulary.Countries.Draw(_chance)).EndCell();
        _file.Put(Vocabulary.Industries.Draw(_chance)).EndCell();
        PutSize(spend);
        _file.Put(signup).EndCell();
        _file.Put(DrawPlan(customer, spend)).EndCell();
        _file.Put(DrawStatus(customer)).EndRow();
    }

    private void PutName()
    {
        var name = Vocabulary.Names.Draw(_chance);
        var trade = Vocabulary.Trades.Draw(_chance);
        var ending = Vocabulary.Endings.Draw(_chance);
        var quote = ending.Contains((byte)',') ? "\""u8 : ""u8;
        _file.Put(quote).Put(name).Put(" "u8).Put(trade).Put(ending).Put(quote).EndCell();
    }

    private void PutEmail(int number)
    {
        _file.Put(Vocabulary.Mailboxes.Draw(_chance)).Put(number);
        _file.Put(Vocabulary.Domains.Draw(_chance)).EndCell();
    }

    private void PutSize(double spend)
    {
        var size = SteadyMath.Exp(MeanSize + SizeBySpend * spend + SizeDeviation * _chance.Normal());
        var employees = (long)Math.Clamp(size, 1, MostEmployees);
        var thousandsPerHead = SteadyMath.Exp(MeanRevenuePerHead + RevenueDeviation * _chance.Normal());
        _file.Put(employees).EndCell().Put((long)(employees * thousandsPerHead) * 1000).EndCell();
    }

    private ReadOnlySpan<byte> DrawPlan(int customer, double spend)
    {
        if (!_population.HasOrdered(customer))
            return "free"u8;
        return (spend + _chance.Normal()) switch
        {
            < -0.6 => "free"u8,
            < 0.7 => "basic"u8,
            < 2.2 => "pro"u8,
            _ => "enterprise"u8,
        };
    }

    private ReadOnlySpan<byte> DrawStatus(int customer)
    {
        if (!_population.HasOrdered(customer))
            return _chance.Happens(PendingShare) ? "pending"u8 : _chance.Happens(LeadShare) ? "lead"u8 : "prospect"u8;
        var dropped = _population.MembershipOf(customer).Last < _business.Days - DaysUntilChurned;
        return dropped && _chance.Happens(ChurnedShare) ? "churned"u8 : "active"u8;
    }
}
