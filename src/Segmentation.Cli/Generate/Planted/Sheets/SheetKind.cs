using System.Globalization;
using System.Text;

namespace Segmentation.Cli.Generate.Planted.Sheets;

/// <summary>A sort of file: how it is called and headed in each shape, and who writes its rows.</summary>
/// <param name="Plain">The file in the plain shape.</param>
/// <param name="HubSpot">The file in HubSpot's shape.</param>
/// <param name="Salesforce">The file in Salesforce's shape.</param>
/// <param name="Ids">How its rows are numbered.</param>
/// <param name="Write">Writes the rows of one customer.</param>
internal sealed record SheetKind(
    Layout Plain, Layout HubSpot, Layout Salesforce, RowIds Ids, RowWriter Write)
{
    /// <summary>Whether bad rows may be planted: the row begins with its id, its customer and its day.</summary>
    public bool TakesBadRows { get; init; } = true;

    /// <summary>The file in a shape.</summary>
    public Layout In(Shape shape) => shape switch
    {
        Shape.HubSpot => HubSpot,
        Shape.Salesforce => Salesforce,
        _ => Plain,
    };
}

/// <summary>A file's name, without its ending, and its header.</summary>
/// <param name="Name">The name; HubSpot adds the day of the export.</param>
/// <param name="Header">The header line.</param>
internal sealed record Layout(string Name, string Header)
{
    /// <summary>The file's name in an import.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="asOf">The day of the export.</param>
    public string FileName(Shape shape, DateOnly asOf) => shape == Shape.HubSpot
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"hubspot-crm-exports-all-{Name}-{asOf:yyyy-MM-dd}.csv")
        : Name + ".csv";
}

/// <summary>How the rows of a sheet are numbered: by a letter, a number or a prefix.</summary>
/// <param name="Letter">What plain ids begin with.</param>
/// <param name="Number">What HubSpot's numbers begin with, and the stream that chance is drawn from; 10 to 29.</param>
/// <param name="Prefix">What Salesforce's ids begin with.</param>
internal sealed record RowIds(string Letter, int Number, string Prefix)
{
    /// <summary>The digits of HubSpot's numbers after the number of the sheet.</summary>
    public const int HubSpotDigits = 10;

    /// <summary>The digits of Salesforce's ids after the prefix.</summary>
    public const int SalesforceDigits = 12;

    /// <summary>What plain ids begin with, in UTF-8.</summary>
    public byte[] LetterText { get; } = Encoding.UTF8.GetBytes(Letter);

    /// <summary>What Salesforce's ids begin with, in UTF-8.</summary>
    public byte[] PrefixText { get; } = Encoding.UTF8.GetBytes(Prefix);

    /// <summary>The digits of plain ids after the letter.</summary>
    public int PlainDigits { get; init; } = 11;

    /// <summary>The ids of customers.</summary>
    public static readonly RowIds Customers = new("C", 10, "001") { PlainDigits = 7 };

    /// <summary>The ids of owners in Salesforce.</summary>
    public static readonly RowIds Owners = new("", 0, "005");
}

/// <summary>Writes the rows of one customer.</summary>
/// <param name="sheet">Where the rows go.</param>
/// <param name="customer">The customer.</param>
/// <param name="chance">What is drawn here alone is drawn from it.</param>
internal delegate void RowWriter(Sheet sheet, Customer customer, Chance chance);
