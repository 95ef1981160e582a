using System.Text;
using Azure;
using Azure.Data.Tables.Models;
using LocalRuntime.Sqlite;

namespace LocalRuntime.Tables;

/// <summary>Reads one page of tables.</summary>
internal sealed class TableListing(PageRequest request)
{
    private const string Sql = """
        SELECT substr(name, 10) AS name FROM sqlite_schema
        WHERE type = 'table' AND name LIKE 'entities\_%' ESCAPE '\' AND substr(name, 10) > ? COLLATE NOCASE
        ORDER BY name COLLATE NOCASE
        """;

    private readonly Filter _filter = FilterParser.Parse(request.Filter);
    private readonly int _most = PageToken.Most(request.Most);
    private readonly string _after =
        request.Token is null ? "" : Encoding.UTF8.GetString(PageToken.Read(request.Token));

    /// <summary>Reads the page.</summary>
    public Page<TableItem> Read(Connection connection)
    {
        var items = new List<TableItem>();
        var rows = connection.Prepare(Sql).Bind(1, _after);
        var isFull = false;
        while (!isFull && rows.Step())
        {
            var name = rows.Text(0)!;
            if (Matches(name))
                items.Add(new TableItem(name));
            isFull = items.Count == _most;
        }

        rows.Reset();
        var token = isFull ? PageToken.Of(Encoding.UTF8.GetBytes(items[^1].Name)) : null;
        return Page<TableItem>.FromValues(items, token, new LocalResponse(200));
    }

    private bool Matches(string name)
    {
        var writer = new EntityWriter();
        writer.Begin("", "");
        writer.Add("TableName", name);
        return _filter.Matches(new StoredEntity([0], 0, writer.End()));
    }
}
