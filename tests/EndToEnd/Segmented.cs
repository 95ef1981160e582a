using System.Text.Json;

namespace EndToEnd;

/// <summary>The results of one run over one import in a folder of its own.</summary>
internal sealed class Segmented : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lazy<CsvTable> _customers;
    private readonly Lazy<JsonElement> _report;

    /// <summary>Runs when the first result is asked for.</summary>
    /// <param name="import">Tells the import.</param>
    /// <param name="workspace">The folder of the definitions, or the name of shipped ones.</param>
    /// <param name="asOf">The as-of day; null for none.</param>
    /// <param name="after">The run before in the same data folder; null for a folder of its own.</param>
    public Segmented(Func<string> import, string workspace, string? asOf = null, Segmented? after = null)
    {
        Data = after?.Data ?? _folder["data"];
        var done = new Lazy<bool>(() =>
        {
            _ = after?.Customers;
            Command.Published(
                Data,
                [
                    "run", import(), "--workspace", workspace, "--out", _folder["out"],
                    .. asOf is null ? Array.Empty<string>() : ["--as-of", asOf],
                ]);
            return true;
        });
        _customers = new(() => done.Value ? CsvTable.Read(_folder["out/customers.csv"]) : null!);
        _report = new(() => done.Value ? Report.Read(_folder["out/report.json"]) : default);
    }

    public CsvTable Customers => _customers.Value;

    public JsonElement Totals => _report.Value;

    /// <summary>The data folder, once a result was asked for.</summary>
    public string Data { get; }

    /// <summary>The lines of transitions.ndjson.</summary>
    public string[] Transitions =>
        Customers is null ? [] : _folder.Text("out/transitions.ndjson").TrimEnd('\n').Split('\n');

    /// <summary>The bytes of customers.csv.</summary>
    public byte[] Bytes => Customers is null ? [] : _folder.Bytes("out/customers.csv");

    public void Dispose() => _folder.Dispose();
}
