using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Generate;

/// <summary>An invented business whose customers and orders are written as two plain CSV files.</summary>
/// <remarks>
/// The same values give the same bytes on every machine, culture and number of cores. It takes about 30 bytes of memory
/// a customer, and none that grows with the orders.
/// </remarks>
/// <param name="Customers">The number of customers, from 1 to 50,000,000.</param>
/// <param name="Orders">The number of orders, bad rows among them, from 0 to 2,000,000,000.</param>
/// <param name="Seed">What all chance is drawn from.</param>
internal sealed record PlainBusiness(int Customers, long Orders, ulong Seed)
{
    /// <summary>The most customers that can be asked for.</summary>
    public const int MostCustomers = 50_000_000;

    /// <summary>The most orders that can be asked for.</summary>
    public const long MostOrders = 2_000_000_000;

    /// <summary>The most days that the orders can run over, about 82 years.</summary>
    public const int MostDays = 30_000;

    /// <summary>The first day with orders; default 2022-01-01.</summary>
    public DateOnly FirstDay { get; init; } = new(2022, 1, 1);

    /// <summary>The number of days with orders, from 1 to 30,000; default 1,096.</summary>
    public int Days { get; init; } = 1096;

    /// <summary>The share of order rows that cannot be read, from 0 to 1; default 0.0001.</summary>
    public double BadShare { get; init; } = 0.0001;

    /// <summary>The rows of both files together, headers left out.</summary>
    public long Rows => Customers + Orders;

    /// <summary>Writes customers.csv and transactions.csv, replacing older ones once both are whole.</summary>
    /// <param name="folder">The folder, made when it is missing.</param>
    /// <param name="progress">Told the number of rows written so far, now and then and at the end.</param>
    /// <exception cref="DefinitionException">When the folder or a number cannot be used.</exception>
    public void Write(string folder, Action<long>? progress = null)
    {
        Check(folder);
        Directory.CreateDirectory(folder);
        using var orders = new CsvFile(Path.Combine(folder, "transactions.csv"));
        using var customers = new CsvFile(Path.Combine(folder, "customers.csv"));
        var meter = new Meter(progress);
        var population = Population.Draw(this);
        // The orders come first: the status of a customer tells whether it ever ordered.
        new OrderRows(this, population, orders).Write(meter);
        new CustomerRows(this, population, customers).Write(meter);
        meter.End();
        customers.Keep();
        orders.Keep();
    }

    private void Check(string folder)
    {
        CheckRange("--customers", Customers, 1, MostCustomers);
        CheckRange("--orders", Orders, 0, MostOrders);
        ArgumentOutOfRangeException.ThrowIfLessThan(Days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Days, MostDays);
        if (File.Exists(folder))
            throw new DefinitionException(folder, "found a file", "a folder", "name a new or existing folder");
    }

    private static void CheckRange(string option, long value, long least, long most)
    {
        if (value < least || value > most)
            throw new DefinitionException(option,
                string.Create(CultureInfo.InvariantCulture, $"found '{value}'"),
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {least:N0} to {most:N0}"));
    }
}
