using Azure;
using Azure.Data.Tables;
using LocalRuntime.Sqlite;

namespace LocalRuntime.Tables;

/// <summary>
/// Reads one page. A page ends when it is full or when 1,000 entities were looked at; so, as in the service, a page
/// may be short or empty and yet have a token. Only the keys that the filter leaves are looked at.
/// </summary>
internal sealed class EntityQuery
{
    private const int MostLookedAt = 1000;
    private readonly TableSql _sql;
    private readonly Filter _filter;
    private readonly int _most;
    private readonly byte[] _from;
    private readonly IReadOnlySet<string>? _select;

    /// <summary>Understands what is asked for.</summary>
    /// <exception cref="RequestFailedException">The filter, the size or the token is none (400).</exception>
    public EntityQuery(TableSql sql, PageRequest request, IReadOnlySet<string>? select)
    {
        _sql = sql;
        _select = select;
        _filter = FilterParser.Parse(request.Filter);
        _most = PageToken.Most(request.Most);
        _from = request.Token is null ? _filter.Range.From() : PageToken.Read(request.Token);
    }

    /// <summary>Reads the page.</summary>
    public Page<T> Read<T>(Connection connection)
        where T : class, ITableEntity
    {
        var items = new List<T>();
        string? token = null;
        var rows = connection.Prepare(_sql.Scan).Bind(1, _from).Bind(2, _filter.Range.To());
        try
        {
            for (var lookedAt = 0; rows.Step(); lookedAt++)
            {
                if (items.Count == _most || lookedAt == MostLookedAt)
                {
                    token = PageToken.Of(rows.Blob(0));
                    break;
                }

                var entity = new StoredEntity(rows.Blob(0), rows.Int64(1), rows.Blob(2));
                if (_filter.Matches(entity))
                    items.Add(EntityShape.Read<T>(entity, _select));
            }
        }
        finally
        {
            rows.Reset();
        }

        return Page<T>.FromValues(items, token, new LocalResponse(200));
    }
}
