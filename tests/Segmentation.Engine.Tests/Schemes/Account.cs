using System.Text;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Schemes;

/// <summary>Customers with a few measures, and schemes over them.</summary>
/// <param name="Arr">An amount.</param>
/// <param name="Seats">A whole number.</param>
/// <param name="Nps">A whole number.</param>
/// <param name="Phase">A text.</param>
internal sealed record Account(decimal? Arr = null, long? Seats = null, long? Nps = null, string? Phase = null)
{
    private const string Sources = """
        customers: { file: accounts.csv, id: id, fields: { arr: money, seats: integer, nps: integer, phase: text } }
        """;

    private const string Measures = "arr: arr\nseats: seats\nnps: nps\nphase: phase\n";

    /// <summary>Any customer: some values are null, and many are equal.</summary>
    public static Account Any(Random random) => new(
        random.Next(5) == 0 ? null : random.Next(1, 2000) / 4m, random.Next(5) == 0 ? null : random.Next(1, 30),
        random.Next(3) == 0 ? null : random.Next(0, 11),
        random.Next(4) == 0 ? null : new[] { "trial", "live", "gone" }[random.Next(3)]);

    /// <summary>Some customers, at least one.</summary>
    public static Account[] Some(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => Any(random))];

    /// <summary>The schemes of a workspace.</summary>
    public static SchemeSet Bind(params string[] schemes)
    {
        var problems = new Problems();
        var set = Bind(problems, schemes);
        Assert.Empty(problems.All.Select(problem => problem.ToString()));
        return set!;
    }

    /// <summary>What is wrong with schemes whose files can be read.</summary>
    public static string[] Problems(params string[] schemes)
    {
        var problems = new Problems();
        Assert.Null(Bind(problems, schemes));
        return [.. problems.All.Select(problem => problem.ToString())];
    }

    /// <summary>The measures of customers.</summary>
    public static Column[] Columns(IReadOnlyList<Account> accounts)
    {
        var phases = new TextList();
        foreach (var account in accounts)
            phases.Add(account.Phase ?? "");
        return
        [
            Amounts([.. accounts.Select(account => account.Arr ?? MoneyColumn.Null)]),
            new IntegerColumn([.. accounts.Select(account => account.Seats ?? IntegerColumn.Null)]),
            new IntegerColumn([.. accounts.Select(account => account.Nps ?? IntegerColumn.Null)]),
            new TextColumn([.. accounts.Select((one, i) => one.Phase is null ? TextColumn.Null : i)], phases),
        ];
    }

    /// <summary>Amounts as measures have them: in units where they fit.</summary>
    private static MoneyColumn Amounts(decimal[] amounts) =>
        Units.Of(amounts) is { } units ? new MoneyColumn(units) : new MoneyColumn(amounts);

    /// <summary>What all schemes learn from some customers.</summary>
    public static Dictionary<string, Edges[]> Learn(SchemeSet set, params IEnumerable<Account[]> shards) =>
        set.Schemes.ToDictionary(plan => plan.Definition.Name, plan =>
        {
            var calibrator = new Calibrator(plan.Inputs);
            foreach (var shard in shards)
                calibrator.Add(Columns(shard), shard.Length);
            return calibrator.Learn();
        });

    /// <summary>Decides all schemes for customers that are calibrated by themselves.</summary>
    public static SchemeResults Decide(SchemeSet set, params Account[] accounts) =>
        Decide(set, Learn(set, accounts), accounts);

    /// <summary>Decides all schemes by edges that were learned before.</summary>
    public static SchemeResults Decide(SchemeSet set, Dictionary<string, Edges[]> edges, Account[] accounts) =>
        set.Decide(Columns(accounts), scheme => edges[scheme], 20_000, accounts.Length);

    /// <summary>The segments that a scheme decided.</summary>
    public static string[] Segments(SchemeSet set, string scheme, SchemeResults results)
    {
        var plan = set.Schemes.Single(plan => plan.Definition.Name == scheme);
        return [.. results.Of(plan).Segments.Select(segment => plan.Definition.Segments[segment].Id)];
    }

    /// <summary>The segments of customers that are calibrated by themselves, in the only scheme.</summary>
    public static string[] Segments(string scheme, params Account[] accounts)
    {
        var set = Bind(scheme);
        return Segments(set, set.Schemes[0].Definition.Name, Decide(set, accounts));
    }

    private static SchemeSet? Bind(Problems problems, string[] schemes)
    {
        var files = Definitions.With("sources.yaml", Sources);
        files["measures.yaml"] = Encoding.UTF8.GetBytes(Measures);
        foreach (var (text, i) in schemes.Select((text, i) => (text, i)))
            files[$"schemes/{i + 1}.yaml"] = Encoding.UTF8.GetBytes(text);
        var workspace = Definitions.Read(files);
        return SchemeSet.Bind(workspace.Schemes, MeasurePlan.Bind(workspace, problems)!, problems);
    }
}
