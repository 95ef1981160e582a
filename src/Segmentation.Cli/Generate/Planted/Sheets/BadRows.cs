namespace Segmentation.Cli.Generate.Planted.Sheets;

/// <summary>Plants bad rows: copies of good rows with one thing wrong, so that nothing of the truth is lost.</summary>
/// <param name="share">How many of all rows are bad, from 0 to 0.5: the most that do not exceed this share.</param>
internal sealed class BadRows(decimal share)
{
    // A number that no customer has.
    private const int UnknownCustomer = 9_999_999;

    // The same cell in every row; below 0 until it is known.
    private int _number = -1;
    private long _bad;

    private enum Fault
    {
        ImpossibleDate,
        WordForNumber,
        NoCustomer,
        UnknownCustomer,
        Duplicate,
    }

    /// <summary>Notes which cell of a row has a number, counted from 0; the first that is noted counts.</summary>
    public void NoteNumber(int cell) => _number = _number < 0 ? cell : _number;

    /// <summary>Whether a bad row has to follow.</summary>
    /// <param name="rows">The rows so far.</param>
    public bool IsDue(long rows) => share > 0 && _bad + 1 <= share * (rows + 1);

    /// <summary>Writes the bad copy of a row; the five faults take turns.</summary>
    /// <param name="row">The row.</param>
    /// <param name="file">Where it goes.</param>
    public void Write(ReadOnlySpan<byte> row, SheetFile file)
    {
        var fault = (Fault)(_bad++ % (int)(Fault.Duplicate + 1));
        var cell = 0;
        var quoted = false;
        var start = 0;
        for (var i = 0; i <= row.Length; i++)
        {
            if (i < row.Length && row[i] == (byte)'"')
                quoted = !quoted;
            if (i < row.Length && (quoted || row[i] != (byte)','))
                continue;
            Put(file, fault, cell++, row[start..i]);
            start = i + 1;
        }
    }

    private void Put(SheetFile file, Fault fault, int cell, ReadOnlySpan<byte> text)
    {
        switch (fault, cell)
        {
            case (Fault.UnknownCustomer, 0):
                // A longer id than any other, so that no good row is taken for the older one of a pair.
                file.Raw([.. text, .. "9"u8]);
                break;
            case (Fault.UnknownCustomer, 1):
                file.Customer(UnknownCustomer);
                break;
            case (Fault.NoCustomer, 1):
                file.Empty();
                break;
            case (Fault.ImpossibleDate, 2):
                file.Raw([.. text[..4], .. "-02-30"u8]);
                break;
            case (Fault.WordForNumber, _) when cell == _number:
                file.Raw("n/a"u8);
                break;
            default:
                file.Raw(text);
                break;
        }
    }
}
