using System.Text.Json;

namespace EndToEnd.Imports;

/// <summary>
/// A workspace with contracts that have keys, usage that is joined through
/// them, and orders; and what was imported so far.
/// </summary>
internal sealed class SmallBusiness : IDisposable
{
    private const string Sources = """
        customers: { file: customers.csv, id: id, fields: { tier: { type: text, optional: true } } }
        streams:
          contracts:
            file: contracts*.csv
            customer: customer_id
            key: contract_id
            time: start
            where: "status <> 'void'"
            fields: { fee: money }
          usage:
            file: usage*.csv
            via: { column: contract_id, stream: contracts }
            time: day
            fields: { uses: integer }
          orders:
            file: orders*.csv
            customer: customer_id
            time: day
            fields: { amount: money }

        """;

    private int _imports;

    public SmallBusiness() => Folder.Workspace(
        "workspace.yaml", "name: small\nhold_if_moved: 100%\nvalue: fees\n",
        "sources.yaml", Sources,
        "measures.yaml", """
            contract_count: { value: count(contracts), kind: behaviour }
            fees: { value: sum(contracts.fee), kind: value }
            used: { value: sum(usage.uses), kind: engagement }
            ordered: { value: sum(orders.amount), kind: value }
            level: { value: tier, kind: firmographic }

            """,
        "schemes/fee.yaml", """
            scheme: fee
            version: 1
            kind: rules
            needs: [contracts]
            segments:
              - { id: high, name: High, when: fees >= 100 }
              - { id: low, name: Low }

            """,
        "schemes/shopping.yaml", """
            scheme: shopping
            version: 1
            kind: rules
            needs: [orders]
            segments:
              - { id: buyer, name: Buyer, when: ordered > 0 }
              - { id: looker, name: Looker }

            """);

    public TempFolder Folder { get; } = new();

    public JsonElement Report => EndToEnd.Report.Read(Folder["out/report.json"]);

    public CsvTable Rejects => CsvTable.Read(Folder["out/rejects.csv"]);

    /// <summary>Changes sources.yaml.</summary>
    public void ChangeSources(string from, string to)
    {
        var text = Folder.Text("workspace/sources.yaml");
        Assert.Contains(from, text, StringComparison.Ordinal);
        Folder.Workspace("sources.yaml", text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>Imports files, given as names and texts in turn with blanks for line ends, and runs.</summary>
    public Command Import(bool delta, params string[] namesAndLines) => Again(Write(namesAndLines), delta);

    /// <summary>Imports a folder and runs.</summary>
    public Command Again(string import, bool delta = false) => Command.Done(Arguments(import, delta));

    /// <summary>The arguments of a run over a folder.</summary>
    public string[] Arguments(string import, bool delta = false) =>
    [
        "run", import, "--workspace", Folder["workspace"], "--data", Folder["data"], "--out", Folder["out"],
        "--as-of", "2025-01-01", .. delta ? ["--delta"] : Array.Empty<string>(),
    ];

    /// <summary>Writes an import.</summary>
    public string Write(params string[] namesAndLines)
    {
        var import = $"import-{++_imports}";
        foreach (var file in namesAndLines.Chunk(2))
            Folder.Write($"{import}/{file[0]}", file[1].Replace(' ', '\n') + "\n");
        return Folder[import];
    }

    /// <summary>What is known of every customer: id, contracts, fees, uses, amount of orders, tier.</summary>
    public string Customers() => string.Join(' ', CsvTable.Read(Folder["out/customers.csv"]).Rows
        .Select(row => string.Join(',', row.Cells[..6])));

    public void Dispose() => Folder.Dispose();
}
