using System.Globalization;
using System.Text.Json;
using Segmentation.Cli.Generate.Planted.Sheets;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Cli.Generate.Planted;

/// <summary>An invented business with monthly imports, and the truth that its files were drawn from beside them.
/// </summary>
/// <remarks>
/// The same values give the same bytes on every machine, culture and number of cores. What is drawn of a customer
/// depends on its number alone, and one sheet of it on no other. Memory does not grow with the rows.
/// </remarks>
/// <param name="Kind">What its customers are drawn from.</param>
/// <param name="Customers">The number of customers, from 1 to 1,000,000.</param>
/// <param name="Imports">The number of monthly imports, from 1 to 60.</param>
/// <param name="Seed">What all chance is drawn from.</param>
internal sealed record SampleBusiness(BusinessKind Kind, int Customers, int Imports, ulong Seed)
{
    /// <summary>The most customers that can be asked for.</summary>
    public const int MostCustomers = 1_000_000;

    /// <summary>The most imports that can be asked for.</summary>
    public const int MostImports = 60;

    /// <summary>The largest share of bad rows.</summary>
    public const decimal MostBad = 0.5m;

    /// <summary>The name of the file with the truth.</summary>
    public const string TruthFile = "truth.csv";

    /// <summary>Whose exports the files look like; default: nobody's.</summary>
    public Shape Shape { get; init; }

    /// <summary>The share of bad rows in each file of events, from 0 to 0.5; null, the default, as the kind has them.
    /// </summary>
    public decimal? BadShare { get; init; }

    /// <summary>About how many orders there are; null, the default, when the kind's rates decide.</summary>
    public long? Orders { get; init; }

    /// <summary>When it imports.</summary>
    public Timeline Time { get; } = new(Imports);

    /// <summary>What progress counts: every customer once per file, and once for the truth.</summary>
    public long Steps => (long)Customers * (Kind.Sheets.Length + 1);

    /// <summary>Writes a folder per import, each with its manifest, and the truth.</summary>
    /// <param name="folder">The folder, made when it is missing.</param>
    /// <param name="progress">Told now and then how many steps are done.</param>
    /// <exception cref="DefinitionException">When the folder or a number cannot be used.</exception>
    public void Write(string folder, Action<long>? progress = null)
    {
        Check(folder);
        var folders = Enumerable.Range(0, Imports).Select(import => Path.Combine(folder, FolderOf(import))).ToArray();
        foreach (var import in folders)
        {
            Directory.CreateDirectory(import);
            File.Delete(Path.Combine(import, ImportManifest.Name));
        }

        var meter = new Meter(progress);
        var draw = CustomerDraw.For(this);
        var files = Kind.Sheets.Select(kind => WriteSheet(kind, draw, folders, meter)).ToArray();
        // The manifests come last: an import without one is not whole.
        for (var import = 0; import < folders.Length; import++)
            WriteManifest(folders[import], import, [.. files.Select(sheet => sheet[import])]);
        TruthRows.Write(Path.Combine(folder, TruthFile), this, draw, meter);
        meter.End();
    }

    /// <summary>The share of bad rows in the files of an import.</summary>
    /// <param name="import">The import, from 0.</param>
    public decimal BadShareOf(int import) => BadShare ?? (Kind.BadImport == import ? Kind.BadShare : 0);

    /// <summary>The name of an import's folder.</summary>
    /// <param name="import">The import, from 0.</param>
    public static string FolderOf(int import) =>
        string.Create(CultureInfo.InvariantCulture, $"import-{import + 1:D2}");

    private ManifestFile[] WriteSheet(SheetKind kind, CustomerDraw draw, string[] folders, Meter meter)
    {
        using var sheet = new Sheet(kind, this, draw, folders);
        for (var number = 1; number <= Customers; number++)
        {
            kind.Write(sheet, draw.Of(number), draw.ChanceOf(number, kind.Ids.Number));
            meter.Row();
        }

        return [.. sheet.Keep()];
    }

    private void WriteManifest(string folder, int import, ManifestFile[] files)
    {
        var manifest = new ImportManifest(
            import == 0 ? ImportMode.Snapshot : ImportMode.Delta, Timeline.DateOf(Time.AsOf(import)), files);
        File.WriteAllBytes(
            Path.Combine(folder, ImportManifest.Name), JsonSerializer.SerializeToUtf8Bytes(manifest, Json.Options));
    }

    private void Check(string folder)
    {
        CheckRange("--customers", Customers, 1, MostCustomers);
        CheckRange("--imports", Imports, 1, MostImports);
        if (Orders is { } orders)
            CheckRange("--orders", orders, 0, PlainBusiness.MostOrders);
        if (File.Exists(folder))
            throw new DefinitionException(folder, "found a file", "a folder", "name a new or existing folder");
        if (Directory.Exists(Path.Combine(folder, FolderOf(Imports))))
            throw new DefinitionException(
                folder, $"found the folder {Sentence.Quoted(FolderOf(Imports))} of a business with more imports",
                "a new folder, or one with no more imports than are asked for", "remove it, or name another folder");
    }

    private static void CheckRange(string option, long value, long least, long most)
    {
        if (value < least || value > most)
            throw new DefinitionException(option,
                string.Create(CultureInfo.InvariantCulture, $"found '{value}'"),
                string.Create(CultureInfo.InvariantCulture, $"a whole number from {least:N0} to {most:N0}"));
    }
}
