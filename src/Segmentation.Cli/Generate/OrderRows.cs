namespace Segmentation.Cli.Generate;

/// <summary>Writes transactions.csv: the orders by id, and but for rare exceptions by day.</summary>
internal sealed class OrderRows
{
    private const double QuotedShare = 0.01;
    private const double OrderDeviation = 0.6;
    private const double LeastCents = 50;
    private const double MostCents = 5_000_000;

    private readonly PlainBusiness _business;
    private readonly Population _population;
    private readonly CsvFile _file;
    private readonly Chance _chance;
    private readonly Ids _customerIds;
    private readonly Ids _orderIds;

    /// <summary>The order rows of a business.</summary>
    public OrderRows(PlainBusiness business, Population population, CsvFile file)
    {
        _business = business;
        _population = population;
        _file = file;
        _chance = new Chance(business.Seed, 2);
        _customerIds = Ids.OfCustomers(business);
        _orderIds = Ids.OfOrders(business);
    }

    // The ways in which a row is bad.
    private enum Fault
    {
        None,
        WordForAmount,
        ImpossibleDate,
        MissingCell,
        EmptyCustomer,
    }

    /// <summary>Writes the header and all rows.</summary>
    public void Write(Meter meter)
    {
        _file.Put("order_id,customer_id,order_date,amount,currency,channel,product_category"u8).EndRow();
        var calendar = new Calendar(_business);
        var order = 0L;
        for (var day = 0; day < _business.Days; day++)
        {
            for (; order < calendar.OrdersThrough(day); order++)
            {
                WriteRow(order + 1, day);
                meter.Row();
            }
        }
    }

    private void WriteRow(long number, int day)
    {
        var buyer = _population.Buyer(_chance, ref day);
        var fault = DrawFault();
        if (fault == Fault.None)
            _population.NoteOrder(buyer);
        _orderIds.Put(_file, number).EndCell();
        PutCustomer(buyer, fault).EndCell();
        PutDate(_business.FirstDay.AddDays(day), fault).EndCell();
        PutAmount(buyer, fault).EndCell();
        _file.Put("USD"u8).EndCell().Put(Vocabulary.Channels.Draw(_chance));
        if (fault != Fault.MissingCell)
            _file.EndCell().Put(DrawCategory());
        _file.EndRow();
    }

    private Fault DrawFault() =>
        _chance.Happens(_business.BadShare) ? (Fault)(1 + _chance.Below((int)Fault.EmptyCustomer)) : Fault.None;

    private CsvFile PutCustomer(int buyer, Fault fault) =>
        fault == Fault.EmptyCustomer ? _file : _customerIds.Put(_file, buyer + 1);

    private CsvFile PutDate(DateOnly date, Fault fault) =>
        fault == Fault.ImpossibleDate ? _file.Put(date.Year, 4).Put("-02-30"u8) : _file.Put(date);

    private CsvFile PutAmount(int buyer, Fault fault)
    {
        if (fault == Fault.WordForAmount)
            return _file.Put("n/a"u8);
        var amount = SteadyMath.Exp(_population.SpendOf(buyer) + OrderDeviation * _chance.Normal());
        return _file.PutCents((long)Math.Clamp(amount * 100 + 0.5, LeastCents, MostCents));
    }

    private ReadOnlySpan<byte> DrawCategory() =>
        (_chance.Happens(QuotedShare) ? Vocabulary.QuotedCategories : Vocabulary.Categories).Draw(_chance);
}
