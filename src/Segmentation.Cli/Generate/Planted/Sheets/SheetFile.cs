using System.Text;

namespace Segmentation.Cli.Generate.Planted.Sheets;

/// <summary>A file of one import, written cell by cell in the way of its shape.</summary>
internal sealed class SheetFile : IDisposable
{
    private const long IdsOfCustomer = 10_000;

    private readonly CsvFile _file;
    private readonly SheetKind _kind;
    private readonly Shape _shape;
    private readonly BadRows _bad;
    private int _rowStart;
    private int _cell;

    /// <summary>Begins a file.</summary>
    /// <param name="kind">The sort of file.</param>
    /// <param name="business">The business.</param>
    /// <param name="path">The final path.</param>
    /// <param name="badShare">The share of bad rows, where the sort takes any.</param>
    public SheetFile(SheetKind kind, SampleBusiness business, string path, decimal badShare)
    {
        Path = path;
        (_kind, _shape) = (kind, business.Shape);
        _bad = new BadRows(kind.TakesBadRows ? badShare : 0);
        _file = new CsvFile(path);
        var header = kind.In(_shape).Header;
        // People are contacts in HubSpot, and companies are companies.
        if (business.Kind.OfPeople)
            header = header.Replace("Company IDs", "Contact IDs", StringComparison.Ordinal);
        _file.Put(Encoding.UTF8.GetBytes(header)).EndRow();
        _rowStart = _file.Position;
    }

    /// <summary>The final path.</summary>
    public string Path { get; }

    /// <summary>The rows, bad ones among them.</summary>
    public long Rows { get; private set; }

    /// <summary>Adds the id of the row.</summary>
    /// <param name="customer">The number of its customer.</param>
    /// <param name="ordinal">Which row of the customer it is, from 0 to 9,999.</param>
    public SheetFile Id(int customer, int ordinal) => PutId(_kind.Ids, customer * IdsOfCustomer + ordinal);

    /// <summary>Adds the id of a customer; nothing for null.</summary>
    public SheetFile Customer(int? customer) =>
        customer is { } number ? PutId(RowIds.Customers, number) : Empty();

    /// <summary>Adds the id of an owner; HubSpot's exports show names instead.</summary>
    /// <param name="owner">The owner, from 0.</param>
    public SheetFile Owner(int owner) => _shape switch
    {
        Shape.HubSpot => Word(PlantedWords.Owners[owner]),
        Shape.Salesforce => PutId(RowIds.Owners, owner + 1),
        _ => OwnerNumber(owner),
    };

    /// <summary>Adds the id of an owner behind a name; the other shapes have no names of owners.</summary>
    /// <param name="owner">The owner, from 0.</param>
    public SheetFile IdBehindOwner(int owner) => _shape == Shape.HubSpot ? OwnerNumber(owner) : this;

    /// <summary>Adds a calendar day; nothing for null.</summary>
    public SheetFile Day(int? day) => day is { } some ? Empty().AddDay(some) : Empty();

    /// <summary>Adds the day on which something was recorded, where a CRM also knows the minute.</summary>
    /// <param name="day">The day.</param>
    /// <param name="customer">The number of the customer, from which the minute follows.</param>
    public SheetFile Moment(int day, int customer)
    {
        Day(day);
        var minute = 8 * 60 + (int)((day * 37L + customer * 101L) % 540);
        if (_shape == Shape.HubSpot)
            _file.Put(" "u8).Put(minute / 60, 2).Put(":"u8).Put(minute % 60, 2);
        if (_shape == Shape.Salesforce)
            _file.Put("T"u8).Put(minute / 60, 2).Put(":"u8).Put(minute % 60, 2).Put(":00.000Z"u8);
        return this;
    }

    /// <summary>Adds an amount.</summary>
    /// <param name="cents">The amount in hundredths.</param>
    public SheetFile Cents(long cents)
    {
        Begin();
        _bad.NoteNumber(_cell - 1);
        _file.PutCents(cents);
        return this;
    }

    /// <summary>Adds a whole number, 0 or above.</summary>
    public SheetFile Whole(long number)
    {
        Begin();
        _bad.NoteNumber(_cell - 1);
        _file.Put(number);
        return this;
    }

    /// <summary>Adds a number with six decimals.</summary>
    public SheetFile Millionths(double number)
    {
        const int One = 1_000_000;
        Begin();
        var whole = (long)(number * One + 0.5);
        _file.Put(whole / One).Put("."u8).Put(whole % One, 6);
        return this;
    }

    /// <summary>Adds an empty cell.</summary>
    public SheetFile Empty()
    {
        Begin();
        return this;
    }

    /// <summary>Adds a text, in quotes when it needs them.</summary>
    public SheetFile Word(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default)
    {
        Begin();
        var quote = first.Contains((byte)',') || second.Contains((byte)',') ? "\""u8 : ""u8;
        _file.Put(quote).Put(first).Put(second).Put(quote);
        return this;
    }

    /// <summary>Adds a short text without commas.</summary>
    public SheetFile Word(string word)
    {
        Span<byte> text = stackalloc byte[128];
        return Word(text[..Encoding.UTF8.GetBytes(word, text)]);
    }

    /// <summary>Goes on with the cell that was added last.</summary>
    public SheetFile Add(ReadOnlySpan<byte> text)
    {
        _file.Put(text);
        return this;
    }

    /// <summary>Goes on with a whole number in the cell that was added last.</summary>
    public SheetFile AddNumber(long number)
    {
        _file.Put(number);
        return this;
    }

    /// <summary>Goes on with a day in the cell that was added last.</summary>
    public SheetFile AddDay(int day)
    {
        _file.Put(Timeline.DateOf(day));
        return this;
    }

    /// <summary>Adds the name of a person; HubSpot's exports have two cells for it.</summary>
    public SheetFile Person(ReadOnlySpan<byte> given, ReadOnlySpan<byte> family) =>
        _shape == Shape.HubSpot ? Word(given).Word(family) : Word(given).Add(" "u8).Add(family);

    /// <summary>Adds the title that CRMs give to a record; the plain shape has no such cell.</summary>
    public SheetFile Title(ReadOnlySpan<byte> title, int number) =>
        _shape == Shape.Plain ? this : Word(title).AddNumber(number);

    /// <summary>Adds the word that each shape has for a state.</summary>
    public SheetFile Word(string plain, string hubSpot, string salesforce) => Word(_shape switch
    {
        Shape.HubSpot => hubSpot,
        Shape.Salesforce => salesforce,
        _ => plain,
    });

    /// <summary>Ends the row, and writes a bad copy of it when one is due.</summary>
    public void End()
    {
        Rows++;
        // A copy: the buffer may be emptied when the row ends.
        var row = _bad.IsDue(Rows) ? _file.Since(_rowStart).ToArray() : null;
        EndRow();
        if (row is null)
            return;
        Rows++;
        _bad.Write(row, this);
        EndRow();
    }

    /// <summary>Adds a cell as it stands.</summary>
    public SheetFile Raw(ReadOnlySpan<byte> cell)
    {
        Begin();
        _file.Put(cell);
        return this;
    }

    /// <summary>Gives the finished file its name.</summary>
    public void Keep() => _file.Keep();

    /// <summary>Removes a file that was not kept.</summary>
    public void Dispose() => _file.Dispose();

    private void EndRow()
    {
        _file.EndRow();
        (_rowStart, _cell) = (_file.Position, 0);
    }

    private SheetFile OwnerNumber(int owner) => Word($"u-{owner + 1:D2}");

    private SheetFile PutId(RowIds ids, long number)
    {
        Begin();
        if (_shape == Shape.HubSpot)
            _file.Put(ids.Number).Put(number, RowIds.HubSpotDigits);
        else if (_shape == Shape.Salesforce)
            // The last three letters tell which of the others are capitals: none.
            _file.Put(ids.PrefixText).Put(number, RowIds.SalesforceDigits).Put("AAA"u8);
        else
            _file.Put(ids.LetterText).Put(number, ids.PlainDigits);
        return this;
    }

    private void Begin()
    {
        if (_cell++ > 0)
            _file.EndCell();
    }
}
