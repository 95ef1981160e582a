using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Exports;

/// <summary>Whom people call a customer: name, owner and external keys, as the customers' source has them.</summary>
internal sealed class CustomerFields
{
    private readonly int _name = -1;
    private readonly int _owner = -1;
    private readonly (FieldDefinition Field, int Column)[] _keys = [];

    /// <summary>The fields of a source; none when there is no source of customers.</summary>
    public CustomerFields(SourceDefinition? customers)
    {
        if (customers is null)
            return;
        var layout = RowLayout.Of(customers);
        (_name, _owner) = (layout.Find("name"), layout.Find("owner"));
        _keys =
        [
            .. customers.Fields.Where(field => field.IsForPeople
                    && field.Name.StartsWith(SourceDefinition.KeyPrefix, StringComparison.Ordinal))
                .Select(field => (field, layout.Find(field.Name))),
        ];
        CrmFiles = [.. CrmFile.All.Where(file => _keys.Any(key => file.IsId(key.Field)))];
    }

    /// <summary>The headers of the external keys.</summary>
    public IEnumerable<string> KeyHeaders => _keys.Select(key => key.Field.Name);

    /// <summary>The files of CRMs whose ids are among the keys.</summary>
    public IReadOnlyList<CrmFile> CrmFiles { get; } = [];

    /// <summary>The row of each of sorted customers in the table of their shard, in one walk; -1 for none.</summary>
    public static int[] RowsOf(TextList ids, Table? customers) => Array.ConvertAll(
        SegmentChanges.Rows(ids, customers?.Ids), place => place < 0 ? place : customers!.Starts[place]);

    /// <summary>Adds the id, the name and the owner of a customer.</summary>
    public void AddHead(CsvLines lines, ReadOnlySpan<byte> id, Table? customers, int row)
    {
        lines.Text(id);
        Add(lines, customers, _name, row);
        Add(lines, customers, _owner, row);
    }

    /// <summary>Adds the external keys of a customer.</summary>
    public void AddKeys(CsvLines lines, Table? customers, int row)
    {
        foreach (var (_, column) in _keys)
            Add(lines, customers, column, row);
    }

    /// <summary>The ids that a CRM knows a customer by: its own, then those of its other ids.</summary>
    /// <param name="file">The CRM's file.</param>
    /// <param name="id">The customer.</param>
    /// <param name="customers">The customers of its shard.</param>
    /// <param name="identity">Who is one with whom.</param>
    /// <param name="aliases">The rows of all aliases; null when there are none.</param>
    public IEnumerable<string> IdsOf(CrmFile file, string id, Table? customers, Identity identity, Table? aliases)
    {
        var own = Texts(file, customers, id);
        var others = aliases is null ? [] : identity.Aliases(id).SelectMany(alias => Texts(file, aliases, alias));
        return own.Concat(others).Distinct(StringComparer.Ordinal);
    }

    private IEnumerable<string> Texts(CrmFile file, Table? customers, string id)
    {
        var row = customers is null ? -1 : RowOf(customers, System.Text.Encoding.UTF8.GetBytes(id));
        foreach (var (field, column) in _keys)
        {
            if (row >= 0 && file.IsId(field) && customers!.Columns[column] is TextColumn texts && !texts.IsNull(row))
                yield return System.Text.Encoding.UTF8.GetString(texts[row]);
        }
    }

    private static int RowOf(Table? customers, ReadOnlySpan<byte> id) =>
        customers?.Ids.IndexInSorted(id) is >= 0 and var customer ? customers.Starts[customer] : -1;

    private static void Add(CsvLines lines, Table? customers, int column, int row)
    {
        if (row < 0 || column < 0)
            lines.Null();
        else
            lines.Cell(customers!.Columns[column], row);
    }
}
