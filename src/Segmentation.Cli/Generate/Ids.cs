using System.Globalization;

namespace Segmentation.Cli.Generate;

/// <summary>Ids of one length, so that they sort as text in the order of their numbers.</summary>
internal sealed class Ids
{
    private readonly byte _letter;
    private readonly int _digits;

    private Ids(byte letter, int leastDigits, long most)
    {
        _letter = letter;
        _digits = Math.Max(leastDigits, most.ToString(CultureInfo.InvariantCulture).Length);
    }

    /// <summary>The ids of the customers of a business, as C0000001.</summary>
    public static Ids OfCustomers(PlainBusiness business) => new((byte)'C', 7, business.Customers);

    /// <summary>The ids of the orders of a business, as O000000001.</summary>
    public static Ids OfOrders(PlainBusiness business) => new((byte)'O', 9, business.Orders);

    /// <summary>Adds an id to the cell of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="number">The number of the customer or order, from 1.</param>
    public CsvFile Put(CsvFile file, long number) => file.Put([_letter]).Put(number, _digits);
}
