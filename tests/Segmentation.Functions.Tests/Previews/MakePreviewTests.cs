using System.Text.Json;
using EndToEnd;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Previews;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Previews;

/// <summary>Previews of edited definitions, beside the runs that are made with them.</summary>
public sealed class MakePreviewTests : IDisposable
{
    private const int Customers = 200;

    private const string Rules = """
        scheme: touch
        version: 1
        kind: rules
        segments:
          - { id: key, when: "frequency >= 6 AND monetary > 60 AND rfm <> 'rest'" }
          - { id: big, when: monetary > 100 OR last_amount > 40, missing: excluded }
          - { id: late, when: last_amount < 8, missing: included }
          - { id: rest }
        """;

    private const string Measures = Some.Measures + """

        last_amount: { value: last(orders.amount), unit: money }
        """;

    private static readonly DateOnly AsOf = new(2026, 6, 1);

    private readonly TempFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_preview_tells_what_the_run_with_these_definitions_finds(int shards)
    {
        await using var spine = await OpenAsync(shards);
        var first = await spine.RunAsync(new RunRequest { AsOf = AsOf });
        await spine.ImportAsync(Drop("later", 40, seed: 2), delta: true);
        var files = _folder.Files();

        var preview = await PreviewAsync(spine, Edited, first);
        Assert.Equal(files, _folder.Files());
        Assert.Equal(first, preview.ComparedWith);
        var run = await spine.RunAsync(
            new RunRequest { AsOf = AsOf, Workspace = spine.Get<WorkspaceStore>().Keep(Workspace(Edited)) });
        var report = spine.Get<RunStore>().Report(run);

        Assert.Equal(
            report.Schemes.SelectMany(s => s.Segments.Select(g => (s.Scheme, g.Segment, (long?)g.Customers, g.Value))),
            preview.Schemes.SelectMany(s => s.Segments.Where(g => g.After is not null)
                .Select(g => (s.Scheme, g.Segment, g.After, g.ValueAfter))));
        Assert.Equal(Text(report.Moves), Text(preview.Moves));
        Assert.Equal(Text(report.MovesByCause), Text(preview.MovesByCause));
        Assert.Equal(Text(report.Findings), Text(preview.Findings));
        Assert.True(report.MovesByCause[Cause.DefinitionChange] > 0);
        Assert.Equal(
            report.Moves.Where(flow => flow.From != flow.To)
                .GroupBy(flow => (flow.Scheme, flow.From, flow.To))
                .Select(flow => (flow.Key, flow.Sum(f => f.Customers)))
                .OrderBy(flow => flow.Key.ToString(), StringComparer.Ordinal),
            preview.Schemes.SelectMany(scheme => scheme.Matrix.Where(cell => cell.From != cell.To)
                .Select(cell => ((scheme.Scheme, cell.From, cell.To), cell.Customers)))
                .OrderBy(cell => cell.Item1.ToString(), StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sizes_matrix_and_funnel_add_up_to_all_customers()
    {
        await using var spine = await OpenAsync(3);
        var first = await spine.RunAsync(new RunRequest { AsOf = AsOf });
        await spine.ImportAsync(Drop("later", 40, seed: 2), delta: true);
        var preview = await PreviewAsync(spine, Edited, first);
        Assert.Equal(["rfm", "touch"], preview.Schemes.Select(scheme => scheme.Scheme));
        foreach (var scheme in preview.Schemes)
        {
            Assert.Equal(preview.Customers, scheme.Segments.Sum(segment => segment.After ?? 0));
            Assert.All(scheme.Segments, segment => Assert.Equal(
                (segment.Before ?? 0, segment.After ?? 0),
                (Sum(scheme, cell => cell.From == segment.Segment), Sum(scheme, cell => cell.To == segment.Segment))));
            Assert.Equal(
                scheme.Segments.Where(segment => segment.After is not null).Select(s => (s.Segment, s.After)),
                scheme.Funnel.Select(step => (step.Segment, (long?)step.Taken)));
            Assert.All(scheme.Funnel.Where(step => step.Parts.Count > 0), step =>
                Assert.Equal(step.Alone, step.Parts[^1].Customers));
        }

        var touch = preview.Schemes[1];
        Assert.Equal((true, false), (touch.IsChanged, preview.Schemes[0].IsChanged));
        Assert.Equal(touch.Moved, touch.Matrix.Where(IsMove).Sum(cell => cell.Customers));
        Assert.Equal(touch.ValueAtStake, touch.Matrix.Where(IsMove).Sum(cell => cell.Value));
        Assert.Equal(preview.Customers, Assert.Single(preview.Overlaps).Cells.Sum(cell => cell.Customers));
    }

    [Fact]
    public async Task A_funnel_counts_what_a_loop_over_the_customers_counts()
    {
        await using var spine = await OpenAsync(3);
        var run = await spine.RunAsync(new RunRequest { AsOf = AsOf });
        var plans = spine.Get<RunWork>().Plans(run);
        var plan = plans.Schemes.Single(one => one.Definition.Name == "touch");
        var funnel = new Funnel(plan, plans.Set);
        var rows = new List<(long Frequency, decimal Monetary, decimal? Last, string Rfm, string Touch)>();
        foreach (var shard in Enumerable.Range(0, 3).Select(shard => spine.Get<RunStore>().Shard(run, shard)))
        {
            funnel.Add(shard, Days.Of(AsOf));
            rows.AddRange(Enumerable.Range(0, shard.Ids.Count).Select(row => (
                (long)Cell(shard, "frequency", row)!, (decimal)Cell(shard, "monetary", row)!,
                (decimal?)Cell(shard, "last_amount", row), (string)Cell(shard, "rfm.segment", row)!,
                (string)Cell(shard, "touch.segment", row)!)));
        }

        var (key, big, late) = (funnel.Steps[0], funnel.Steps[1], funnel.Steps[2]);
        Assert.Equal(
            [
                rows.Count(row => row.Frequency >= 6), rows.Count(row => row is { Frequency: >= 6, Monetary: > 60 }),
                rows.Count(row => row is { Frequency: >= 6, Monetary: > 60, Rfm: not "rest" }),
            ],
            key.Parts.Select(part => part.Customers));
        Assert.Equal(
            (rows.Count(row => row.Monetary > 100 || row.Last > 40), rows.Count(row => row.Touch != "key"),
                rows.Count(row => row.Touch == "big")),
            (big.Alone, big.Asked, big.Taken));
        Assert.Equal(rows.Count(row => row.Monetary <= 100 && row.Last is null), big.Unknown);
        Assert.Equal(
            (rows.Count(row => row.Last < 8), rows.Count(row => row.Last is null),
                rows.Count(row => row.Touch is "late" or "rest"), rows.Count(row => row.Touch == "late")),
            (late.Alone, late.Unknown, late.Asked, late.Taken));
        Assert.True(late.Unknown > 0 && late.Taken > late.Alone - rows.Count);
    }

    [Fact]
    public async Task Before_the_first_run_sizes_are_told_and_nobody_moves()
    {
        await using var spine = await OpenAsync(2);
        var preview = await PreviewAsync(spine, Rules, published: 0);
        Assert.Equal((null, Customers), (preview.ComparedWith, preview.Customers));
        Assert.All(preview.Schemes, scheme => Assert.Equal(
            (true, true, 0), (scheme.IsNew, scheme.IsChanged, scheme.Matrix.Count)));
        var report = spine.Get<RunStore>().Report(await spine.RunAsync(new RunRequest { AsOf = preview.AsOf }));
        Assert.Equal(
            report.Schemes.SelectMany(scheme => scheme.Segments.Select(segment => (long?)segment.Customers)),
            preview.Schemes.SelectMany(scheme => scheme.Segments.Select(segment => segment.After)));
    }

    [Fact]
    public async Task A_run_that_would_be_held_is_told_with_what_then()
    {
        await using var spine = await OpenAsync(2);
        var first = await spine.RunAsync(new RunRequest { AsOf = AsOf });
        var files = Files(Rules.Replace("> 100", "> 1", StringComparison.Ordinal));
        Assert.Null((await MakeAsync(spine, files, first)).Held);

        files["workspace.yaml"] = "name: shop\nvalue: monetary\ncurrency: EUR\nhold_if_moved: 5%\n"u8.ToArray();
        var preview = await MakeAsync(spine, files, first);
        var held = Assert.Single(preview.Held!);
        Assert.Equal(("touch", preview.Schemes[1].Moved, Customers, 5m), (
            held.Scheme, held.Moved, held.Customers, held.Limit));
        Assert.StartsWith("the run would be held: scheme touch: ", preview.Warnings[0], StringComparison.Ordinal);
        Assert.EndsWith("until segment runs N --publish, or --discard", preview.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Segments_and_schemes_that_go_are_told()
    {
        await using var spine = await OpenAsync(2);
        var first = await spine.RunAsync(new RunRequest { AsOf = AsOf });
        var preview = await PreviewAsync(
            spine, Rules.Replace("id: late", "id: tail, renamed_from: late", StringComparison.Ordinal), first);
        Assert.Equal(0, preview.Schemes[1].Moved);
        preview = await PreviewAsync(
            spine,
            "scheme: touch\nversion: 2\nkind: rules\n"
            + "segments: [{ id: key, when: frequency > 3 }, { id: rest }]\n", first);
        Assert.Equal([("key", true), ("rest", true), ("big", false), ("late", false)],
            preview.Schemes[1].Segments.Select(segment => (segment.Segment, segment.After is not null)));
        var files = Some.Files("measures.yaml", Measures);
        preview = await MakeAsync(spine, files, first);
        Assert.Equal(["touch"], preview.RemovedSchemes);
    }

    [Fact]
    public async Task Faults_leave_no_files_and_say_what_a_run_says()
    {
        await using var spine = await OpenAsync(2);
        var first = await spine.RunAsync(new RunRequest { AsOf = AsOf });
        var sources = Some.Sources.Replace("city: text", "town: text", StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<DefinitionException>(
            () => MakeAsync(spine, Some.Files("sources.yaml", sources), first));
        Assert.StartsWith(
            "sources.yaml: it changed since the base was read; ", fault.Message, StringComparison.Ordinal);
        using var ended = new CancellationTokenSource();
        await ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Maker(spine).OfAsync(
            Workspace(Edited), [], null, first, ended.Token));
        var empty = new MakePreview(
            new DataFolder(_folder["nothing"]), null, new Settings(), TimeProvider.System);
        var none = await Assert.ThrowsAsync<ImportException>(
            () => empty.OfAsync(Workspace(Rules), [], null, 0, Cancel));
        Assert.Contains("no customer base", none.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["nothing"]));
    }

    private static string Edited => Rules.Replace("frequency >= 6", "frequency >= 4", StringComparison.Ordinal)
        .Replace("> 100", "> 90", StringComparison.Ordinal);

    private static bool IsMove(MatrixCell cell) => cell is { From: not null, To: not null } && cell.From != cell.To;

    private static long Sum(SchemePreview scheme, Func<MatrixCell, bool> cells) =>
        scheme.Matrix.Where(cells).Sum(cell => cell.Customers);

    private static object? Cell(ScoredShard shard, string column, int row) => CellValue.Of(shard.Find(column), row);

    private static string Text(object value) => JsonSerializer.Serialize(value, Json.Options);

    private static Dictionary<string, byte[]> Files(string rules) =>
        Some.Files("measures.yaml", Measures, "schemes/touch.yaml", rules);

    private static Workspace Workspace(string rules) => WorkspaceFolder.Read(Files(rules));

    private static Task<PreviewReport> PreviewAsync(PlainSpine spine, string rules, int published) =>
        MakeAsync(spine, Files(rules), published);

    private static Task<PreviewReport> MakeAsync(PlainSpine spine, Dictionary<string, byte[]> files, int published) =>
        Maker(spine).OfAsync(WorkspaceFolder.Read(files), [], null, published, Cancel);

    private static MakePreview Maker(PlainSpine spine) => spine.Get<MakePreview>();

    private async Task<PlainSpine> OpenAsync(int shards)
    {
        var spine = await PlainSpine.OpenAsync(
            _folder.Data, Workspace(Rules), new Settings { Shards = shards, Parallelism = 2 });
        Assert.Null((await spine.ImportAsync(Drop("first", Customers, seed: 1))).Fault);
        return spine;
    }

    /// <summary>Customers, of whom one in ten never bought.</summary>
    private string Drop(string name, int customers, int seed)
    {
        var random = new Random(seed);
        var first = seed * 100;
        _folder.Write($"{name}/customers.csv", "id,name,owner,crm,city\n" + string.Concat(
            Enumerable.Range(first, customers).Select(i => $"c{i},N{i},u,,Ulm\n")));
        _folder.Write($"{name}/orders.csv", "id,day,number,amount\n" + string.Concat(
            Enumerable.Range(first, customers).Where(i => i % 10 != 0).SelectMany(
                i => Enumerable.Range(0, random.Next(1, 9)).Select(
                    order => $"c{i},2026-0{random.Next(1, 6)}-11,{seed}-{i}-{order},{random.Next(5, 60)}.00\n"))));
        return _folder[name];
    }
}
