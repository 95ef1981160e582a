using System.Text.Json;

namespace Comparison.Pairs;

/// <summary>Who is measured, in the order of a pair.</summary>
/// <param name="tools">The programs.</param>
/// <param name="inputs">What they read.</param>
internal sealed class Roster(Tools tools, Inputs inputs)
{
    public const string DuckDbCsv = "DuckDB, CSV";
    public const string EngineCsv = "engine, CSV";
    public const string DuckDbCounts = "DuckDB, counts";
    public const string EngineCounts = "engine, counts";
    public const string BoundCounts = "C, counts, 2 threads";
    public const string BoundOneThread = "C, counts, 1 thread";
    public const string FirstRun = "segment run, first";
    public const string SecondRun = "segment run, 1 % more";

    /// <summary>The file that DuckDB writes.</summary>
    public string DuckDbFile => inputs.Written("duckdb.csv");

    /// <summary>The file that the engine writes.</summary>
    public string EngineFile => inputs.Written("engine.csv");

    /// <summary>The file that the segment command writes.</summary>
    public string SegmentFile => Path.Combine(Out, "customers.csv");

    private static string Engine => Environment.ProcessPath!;

    private string Data => inputs.Written("data");

    private string Out => inputs.Written("out");

    /// <summary>Those that do some work.</summary>
    public IEnumerable<Contender> Of(IReadOnlySet<Work> works)
    {
        // The command is compared with DuckDB's CSV too.
        if (works.Contains(Work.Csv) || works.Contains(Work.Run))
            yield return DuckDb(DuckDbCsv, inputs.Transactions, inputs.Customers, DuckDbFile);
        if (works.Contains(Work.Csv))
        {
            yield return new Contender(
                EngineCsv, Engine, "engine", "--transactions", inputs.Transactions, "--customers", inputs.Customers,
                "--out", EngineFile);
        }

        foreach (var contender in works.Contains(Work.Counts) ? Counting() : [])
            yield return contender;
        if (!works.Contains(Work.Run))
            yield break;
        yield return Segment(FirstRun, inputs.Dumps) with { Before = Empty };
        yield return Segment(SecondRun, inputs.Change, "--delta");
    }

    private IEnumerable<Contender> Counting()
    {
        yield return DuckDb(DuckDbCounts, inputs.Transactions);
        yield return new Contender(EngineCounts, Engine, "engine", "--transactions", inputs.Transactions);
        if (tools.LowerBound is not { } bound)
            yield break;
        yield return new Contender(BoundOneThread, bound, inputs.Transactions, "1");
        yield return new Contender(BoundCounts, bound, inputs.Transactions, "2");
    }

    private Contender DuckDb(string name, params string[] arguments) =>
        new(name, "node", [tools.DuckDb, tools.Modules, .. arguments]);

    private Contender Segment(string name, string dumps, params string[] arguments) => new(
        name, tools.Segment,
        ["run", dumps, "--data", Data, "--out", Out, "--workspace", EngineCommand.Workspace, .. arguments])
    {
        Projected = Projected,
    };

    /// <summary>The stage of the last run in which it wrote rows.</summary>
    private Projected? Projected()
    {
        using var report = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Out, "report.json")));
        return report.RootElement.GetProperty("stages").EnumerateArray()
            .Where(stage => stage.GetProperty("stage").GetString() == "project")
            .Select(stage => new Projected(
                stage.GetProperty("rows").GetInt64(), stage.GetProperty("seconds").GetDouble()))
            .FirstOrDefault();
    }

    private void Empty()
    {
        foreach (var folder in new[] { Data, Out }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }
}
