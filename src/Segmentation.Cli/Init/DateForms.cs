using Segmentation.Engine.Dumps;

namespace Segmentation.Cli.Init;

/// <summary>Tells in which form a column writes dates, by trying the usual ones on every cell.</summary>
internal sealed class DateForms
{
    // A column may have a few cells that are no dates; more, and it is no column of dates.
    private const double LeastRead = 0.97;
    private const int CellsBeforeDropping = 50;

    // Null is ISO 8601. Of forms that read the same cells, the first is taken.
    private static readonly string?[] Known =
    [
        null, "dd-MM-yyyy", "MM-dd-yyyy", "dd/MM/yyyy", "MM/dd/yyyy", "dd.MM.yyyy", "d/M/yyyy", "M/d/yyyy", "d.M.yyyy",
        "dd-MM-yyyy HH:mm", "dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "dd.MM.yyyy HH:mm",
        "M/d/yyyy h:mm tt", "M/d/yyyy H:mm", "d/M/yyyy H:mm",
    ];

    private readonly List<Form> _forms = [.. Known.Select(format => new Form(format))];
    private long _cells;

    /// <summary>The best form so far; null when the column holds no dates.</summary>
    public DateForm? Best
    {
        get
        {
            var read = _forms.Where(form => _cells > 0 && form.Read >= _cells * LeastRead).ToArray();
            if (read.MaxBy(form => form.Read) is not { } best)
                return null;
            var twin = read.FirstOrDefault(form =>
                form.Read == best.Read && form != best && form.Newest != best.Newest);
            return new DateForm(best.Format, best.Read, best.Newest, twin?.Format);
        }
    }

    /// <summary>Tries a cell that is not empty.</summary>
    public void Add(ReadOnlySpan<byte> cell)
    {
        _cells++;
        if (_forms.Count == 0)
            return;
        foreach (var form in _forms)
            form.Try(cell);
        if (_cells >= CellsBeforeDropping)
            _forms.RemoveAll(form => form.Read < _cells * LeastRead);
    }

    private sealed class Form(string? format)
    {
        // Days outside 1900 to 2099 are numbers that look like dates.
        private const int Earliest = -25_567;
        private const int Latest = 47_481;

        private readonly DateCell _reader = new(format, TimeZoneInfo.Utc);

        public string? Format => format;

        public long Read { get; private set; }

        public int Newest { get; private set; } = int.MinValue;

        public void Try(ReadOnlySpan<byte> cell)
        {
            if (!_reader.TryRead(cell, out var day, out _) || day is < Earliest or > Latest)
                return;
            Read++;
            Newest = Math.Max(Newest, day);
        }
    }
}

/// <summary>How a column writes dates.</summary>
/// <param name="Format">The form as <c>format:</c> declares it; null for ISO 8601.</param>
/// <param name="Read">How many cells it reads.</param>
/// <param name="Newest">The newest day, in days since 1970-01-01.</param>
/// <param name="Twin">Another form that reads the cells just as well, with other days; null when there is none.</param>
internal sealed record DateForm(string? Format, long Read, int Newest, string? Twin);
