using System.Globalization;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;

namespace Segmentation.Cli.Export;

/// <summary>The columns of the file that a source of the base is exported to.</summary>
internal sealed class SourceColumns
{
    private readonly SourceDefinition _source;
    private readonly RowLayout _layout;
    private readonly HashSet<string> _taken;

    public SourceColumns(SourceDefinition source)
    {
        (_source, _layout) = (source, RowLayout.Of(source));
        _taken = source.Fields.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        Customer = Free(source.IsCustomers ? "id" : source.Via is { } via ? $"{via.Stream}_key" : "customer");
        Key = source.Key is null ? null : Free("key");
        Version = source.Version is null ? null : Free("version");
        // Without a time of its own, a row takes that of the row it joins again.
        Time = source.Time is null ? null : Free(RowLayout.TimeName);
    }

    /// <summary>The column with the customer, or with the key of the joined stream.</summary>
    public string Customer { get; }

    /// <summary>The column with the key of a row; null without one.</summary>
    public string? Key { get; }

    /// <summary>The column with the version of a row; null without one.</summary>
    public string? Version { get; }

    /// <summary>The column with the time of an event; null without one.</summary>
    public string? Time { get; }

    /// <summary>The headers; a field's is its name.</summary>
    public IReadOnlyList<string> Headers =>
    [
        Customer, .. new[] { Key, Version, Time }.OfType<string>(), .. _source.Fields.Select(one => one.Name),
    ];

    /// <summary>Texts of no characters that were written: a file cannot tell them from nothing.</summary>
    public long EmptyTexts { get; private set; }

    /// <summary>Adds the line of a row; values are exact.</summary>
    /// <param name="lines">Where it is added.</param>
    /// <param name="customer">The customer, or the key of the joined stream where a row waits for it.</param>
    /// <param name="columns">The columns of the base.</param>
    /// <param name="row">The row.</param>
    public void Add(CsvLines lines, ReadOnlySpan<byte> customer, Column[] columns, int row)
    {
        lines.Text(_layout.Via >= 0 ? ((TextColumn)columns[_layout.Via])[row] : customer);
        if (Key is not null)
            lines.Cell(columns[_layout.Key], row);
        if (Version is not null)
            lines.Cell(columns[_layout.Version], row);
        if (Time is not null)
            AddTime(lines, columns, row);
        for (var column = _layout.FirstField; column < columns.Length; column++)
        {
            lines.Cell(columns[column], row);
            if (columns[column] is TextColumn texts && !texts.IsNull(row) && texts[row].IsEmpty)
                EmptyTexts++;
        }

        lines.End("\n"u8);
    }

    /// <summary>Adds the line of a customer of whom nothing is known but the id.</summary>
    public void Add(CsvLines lines, ReadOnlySpan<byte> customer)
    {
        lines.Text(customer);
        for (var column = 1; column < Headers.Count; column++)
            lines.Null();
        lines.End("\n"u8);
    }

    /// <summary>A day, or an instant in UTC when the event has a time of day.</summary>
    private void AddTime(CsvLines lines, Column[] columns, int row)
    {
        var instants = (IntegerColumn)columns[_layout.Instant];
        if (instants.IsNull(row))
            lines.Cell(columns[_layout.Day], row);
        else
            lines.Number(new DateTime(instants.Values[row], DateTimeKind.Utc), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'");
    }

    private string Free(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}_{number}");
        return name;
    }
}
