using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Backtesting;

/// <summary>
/// What was known on a day: the customers that there were, and of their rows the cells that could be read then. A date
/// behind the day was not known, nor was a field that is known only since a later one; they are null. Events behind the
/// day stay, since measures leave them out by themselves.
/// </summary>
/// <param name="workspace">The sources.</param>
/// <param name="day">The day, in days since 1970-01-01.</param>
public sealed class KnownRows(Workspace workspace, int day)
{
    /// <summary>The customers of a shard that there were, with what was known of them.</summary>
    public Shard Of(Shard shard)
    {
        int[] customers = [.. Enumerable.Range(0, shard.Ids.Count).Where(Existed(shard))];
        return shard.Take(customers).With(Known);
    }

    /// <summary>
    /// Whether a customer was there. Where its own row has a date since which that very date is known, such as the
    /// signup, that decides: rows of events before it are mistakes. Else an event by then does, or any field that was
    /// known.
    /// </summary>
    private Func<int, bool> Existed(Shard shard)
    {
        var streams = workspace.Streams.Select(stream => shard.Find(stream.Name)).OfType<ShardTable>()
            .Select(table => (table.Starts, ((DateColumn)table.Column(table.Layout.Day)).Values)).ToArray();
        var fields = OfCustomers(shard, field => field.KnownSince is { IsNever: false }, IsKnown);
        var begins = OfCustomers(shard, IsBeginning, (_, _) => _ => true);
        var begun = OfCustomers(shard, IsBeginning, IsKnown);
        return customer => begins.Any(has => has[customer])
            ? begun.Any(has => has[customer])
            : streams.Any(stream => HasEvent(stream.Starts, stream.Values, customer))
                || fields.Any(known => known[customer]);
    }

    private static bool IsBeginning(FieldDefinition field) => field.KnownSince?.Field == field.Name;

    /// <summary>Rows are in order of time, and those without one stand first.</summary>
    private bool HasEvent(int[] starts, int[] days, int customer)
    {
        for (var row = starts[customer]; row < starts[customer + 1] && days[row] <= day; row++)
        {
            if (days[row] != DateColumn.Null)
                return true;
        }

        return false;
    }

    /// <summary>Per field, and per customer whether it has a value that counts.</summary>
    private bool[][] OfCustomers(
        Shard shard, Func<FieldDefinition, bool> which, Func<FieldDefinition, ShardTable, Func<int, bool>> counts)
    {
        if (workspace.Customers is not { } source || shard.Find(source.Name) is not { } table)
            return [];
        return
        [
            .. source.Fields.Where(which).Select(field =>
            {
                var (cells, rows) = (table.Column(table.Layout.Find(field.Name)), counts(field, table));
                return Enumerable.Range(0, shard.Ids.Count).Select(customer => table.Has(customer)
                    && !cells.IsNull(table.Starts[customer]) && rows(table.Starts[customer])).ToArray();
            }),
        ];
    }

    private Column[] Known(string name, ShardTable table)
    {
        var source = workspace.Sources.Single(one => one.Name == name);
        Column[] columns = [.. Enumerable.Range(0, table.ColumnCount).Select(table.Column)];
        foreach (var field in source.Fields.Where(field => MayBeUnknown(source, field)))
        {
            var (column, isKnown) = (table.Layout.Find(field.Name), IsKnown(field, table));
            columns[column] = ColumnTake.OrNull(
                columns[column],
                [.. Enumerable.Range(0, table.RowCount).Select(row => isKnown(row) ? row : ColumnTake.None)]);
        }

        return columns;
    }

    private static bool MayBeUnknown(SourceDefinition source, FieldDefinition field) =>
        field.KnownSince is not null || (!source.IsCustomers && field.Type == ColumnType.Date);

    private Func<int, bool> IsKnown(FieldDefinition field, ShardTable table) => field.KnownSince switch
    {
        { IsNever: true } => _ => false,
        { Day: { } since } => _ => since.DayNumber - Epoch <= day,
        { Field: { } since } => IsPast(table, table.Layout.Find(since)),
        _ => IsPast(table, table.Layout.Find(field.Name)),
    };

    private Func<int, bool> IsPast(ShardTable table, int column)
    {
        var days = ((DateColumn)table.Column(column)).Values;
        return row => days[row] != DateColumn.Null && days[row] <= day;
    }

    private static readonly int Epoch = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
