using System.Text.Json;
using Azure.Data.Tables;
using LocalRuntime.ServiceBus;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Runs;

namespace EndToEnd.Crashes;

/// <summary>What people see of a data folder that other processes work in: look-ups, members, history, messages.</summary>
internal sealed class SeenResults : IDisposable
{
    private readonly Settings _settings;
    private readonly IHost _app;

    /// <summary>Looks at a data folder.</summary>
    /// <param name="data">The folder.</param>
    /// <param name="storage">The account of its files and tables; null when they are in it.</param>
    public SeenResults(string data, string? storage = null)
    {
        _settings = Options.Settings(data, storage);
        _app = LocalApp.Build(
            data, [("Listen", false), ("Triggers", false), ("Work", false)], _settings, TimeProvider.System);
    }

    /// <summary>The files.</summary>
    public BlobStore Files => _app.Services.GetRequiredService<BlobStore>();

    private bool HasTables =>
        _settings.Storage is not null || File.Exists(Path.Combine(_settings.Data, Clients.TablesFile));

    /// <summary>The published run and what it says of customers, as one text; empty before there are tables.</summary>
    public (int Run, string Text) LookUp(IReadOnlyList<string> ids)
    {
        if (!HasTables)
            return (0, "");
        return LookUpAsync(ids).GetAwaiter().GetResult();
    }

    /// <summary>Whether the last step of a run has ended.</summary>
    public bool IsFinished(int run)
    {
        if (!HasTables)
            return false;
        var ledger = _app.Services.GetRequiredService<RunLedger>();
        return ledger.FindAsync(run).GetAwaiter().GetResult() is { FinishedAt: not null };
    }

    /// <summary>All rows of table segments, without what differs each time.</summary>
    public string Rows()
    {
        var table = _app.Services.GetRequiredService<TableServiceClient>().GetTableClient("segments");
        var rows = new List<string>();
        var all = table.QueryAsync<TableEntity>().GetAsyncEnumerator();
        while (all.MoveNextAsync().AsTask().GetAwaiter().GetResult())
        {
            rows.Add(string.Join('|', all.Current.Where(property => property.Key is not ("odata.etag" or "Timestamp"))
                .OrderBy(property => property.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")));
        }

        return string.Join('\n', rows);
    }

    /// <summary>The messages about customers and runs, by id, without their time.</summary>
    public SortedDictionary<string, string> Messages()
    {
        var topic = new LocalTopic($"Data Source={Path.Combine(_settings.Data, Clients.TopicFile)}");
        var messages = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var all = topic.ReadAsync(Messenger.Topic, 0).GetAsyncEnumerator();
        while (all.MoveNextAsync().AsTask().GetAwaiter().GetResult())
        {
            var body = JsonSerializer.Deserialize<JsonElement>(all.Current.Body.ToMemory().Span);
            // An import has no number: its message is known by the time at which it was settled.
            if (all.Current.Subject!.StartsWith("segmentation.import", StringComparison.Ordinal))
                continue;
            Assert.Equal(all.Current.MessageId, body.GetProperty("id").GetString());
            messages.Add(all.Current.MessageId!, $"{body.GetProperty("type")} {body.GetProperty("data")}");
        }

        return messages;
    }

    public void Dispose() => _app.Dispose();

    private async Task<(int Run, string Text)> LookUpAsync(IReadOnlyList<string> ids)
    {
        var services = _app.Services;
        var (pointer, visible) = await services.GetRequiredService<CustomerResults>().ReadAsync(
            ids, CancellationToken.None);
        var text = string.Join('\n', visible.Select(seen => seen.Result is { } result
            ? JsonSerializer.Serialize(new { result.Name, result.Owner, result.Segments })
            : $"nothing {seen.IsUnreadable}"));
        return (pointer.Published, text);
    }
}
