using System.Text.Json;

namespace EndToEnd;

/// <summary>The results of one run over one import in a folder of its own.</summary>
internal sealed class Segmented : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly Lazy<CsvTable> _customers;
    private readonly Lazy<JsonElement> _report;

    /// <summary>Runs when the first result is asked for.</summary>
    public Segmented(Func<string> import, string workspace, string? asOf = null)
    {
        var done = new Lazy<Command>(() => Command.Done(
        [
            "run", import(), "--workspace", workspace, "--data", _folder["data"], "--out", _folder["out"],
            .. asOf is null ? Array.Empty<string>() : ["--as-of", asOf],
        ]));
        _customers = new(() => done.Value is null ? null! : CsvTable.Read(_folder["out/customers.csv"]));
        _report = new(() => done.Value is null ? default : Report.Read(_folder["out/report.json"]));
    }

    public CsvTable Customers => _customers.Value;

    public JsonElement Totals => _report.Value;

    /// <summary>The data folder, once a result was asked for.</summary>
    public string Data => _folder["data"];

    /// <summary>The bytes of customers.csv.</summary>
    public byte[] Bytes => Customers is null ? [] : _folder.Bytes("out/customers.csv");

    public void Dispose() => _folder.Dispose();
}
