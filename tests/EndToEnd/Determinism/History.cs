using Segmentation.Cli.Generate;

namespace EndToEnd.Determinism;

/// <summary>A business in two imports: all that was known at a day, and what came after it.</summary>
internal sealed class History : IDisposable
{
    private const int ShuffleSeed = 20_260_101;

    private readonly string _then;
    private readonly string _now;
    private readonly string _workspace;

    private History(string set)
    {
        (_workspace, _then, _now) = set switch
        {
            "cdnow" => ("cdnow", "1998-01-01", "1998-07-01"),
            "ravenstack" => ("ravenstack", "2024-10-01", "2024-12-31"),
            _ => (WithClusters(), "2024-10-02", "2025-01-01"),
        };
        if (set == "cdnow")
            Split(
                RealData.Path("cdnow/CDNOW_master.txt"),
                line => string.CompareOrdinal(
                    line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], "19980101") >= 0);
        else if (set == "ravenstack")
            SplitRavenstack();
        else
            Generate();
    }

    public TempFolder Folder { get; } = new();

    /// <summary>The length of the longest dump, in bytes.</summary>
    public int LongestDump => (int)Directory.EnumerateFiles(Folder["first"]).Max(file => new FileInfo(file).Length);

    /// <summary>A data set: cdnow, ravenstack or generated.</summary>
    public static History Of(string set) => new(set);

    /// <summary>Runs over both imports.</summary>
    public Pipeline Run(string name, Segmentation.Functions.Hosting.Settings? settings = null, string imports = "") =>
        new Pipeline(Folder, name, _workspace) { Settings = settings ?? new() }
            .Run(Folder[imports + "first"], _then).Run(Folder[imports + "then"], _now, delta: true);

    /// <summary>Writes the imports again, with all rows of every dump in another order.</summary>
    /// <returns>What their names begin with.</returns>
    public string Shuffle()
    {
        var random = new Random(ShuffleSeed);
        foreach (var import in new[] { "first", "then" })
        {
            foreach (var file in Directory.EnumerateFiles(Folder[import]).Order(StringComparer.Ordinal).ToArray())
            {
                var lines = File.ReadAllLines(file);
                random.Shuffle(lines.AsSpan(1));
                Folder.Write($"shuffled-{import}/{Path.GetFileName(file)}", string.Join('\n', lines) + "\n");
            }
        }

        return "shuffled-";
    }

    public void Dispose() => Folder.Dispose();

    /// <summary>The starter's definitions, and a scheme that learns its segments.</summary>
    private string WithClusters()
    {
        Folder.Copy(Path.Combine(Repository.Root, "workspaces", "starter"), "workspace");
        return Folder.Workspace("schemes/kinds.yaml", """
            scheme: kinds
            version: 1
            kind: clusters
            features: { recency_days: { scale: log }, monetary: { scale: log } }
            clusters: 2..3
            missing: none
            """);
    }

    private void Generate()
    {
        new PlainBusiness(Customers: 1_000, Orders: 12_000, Seed: 11) { BadShare = 0.01 }.Write(Folder["all"]);
        QuarterSplit.Write(Folder["all"], Folder["first"], Folder["then"], new DateOnly(2024, 10, 2));
    }

    private void SplitRavenstack()
    {
        foreach (var file in Directory.EnumerateFiles(RealData.Path("ravenstack"), "*.csv"))
        {
            if (Path.GetFileName(file) == "ravenstack_feature_usage.csv")
                Split(file, line => Array.Exists(["-10-2024", "-11-2024", "-12-2024"], line.Split(',')[2].EndsWith));
            else
                Folder.Write($"first/{Path.GetFileName(file)}", File.ReadAllBytes(file));
        }
    }

    private void Split(string file, Predicate<string> isLater)
    {
        var lines = File.ReadAllLines(file);
        foreach (var (import, rows) in lines.Skip(1).ToLookup(line => isLater(line) ? "then" : "first")
            .Select(g => (g.Key, g)))
            Folder.Write($"{import}/{Path.GetFileName(file)}", string.Join('\n', rows.Prepend(lines[0])) + "\n");
    }
}
