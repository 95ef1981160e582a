using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Exports;

/// <summary>Puts the files of a run together that people take away: <c>published/latest/</c>.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="work">Definitions and customers.</param>
/// <param name="summaries">Who is in which segment, and the order of all customers.</param>
/// <param name="settings">The number of cores.</param>
public sealed class PublishedExport(
    BlobStore data, RunStore runs, RunWork work, ShardSummaries summaries, Settings settings)
{
    private const string CustomersFile = "customers.csv";

    /// <summary>How many files of changed rows are kept at most; together they are no longer than all rows.</summary>
    private const int MostDeltas = 100;

    /// <summary>Makes the files of a run ahead; nobody sees them before they are shown.</summary>
    /// <param name="run">A run that is complete but for its rows.</param>
    /// <param name="isWanted">Whether it still is when they are made; else they go again.</param>
    public async Task PrepareAsync(int run, Func<Task<bool>> isWanted)
    {
        var folder = new ExportFolder(data);
        folder.Finish();
        if (folder.Manifest?.Run == run || folder.Ready(run) is not null)
            return;
        folder.DiscardNext();
        var shown = folder.Shown;
        var made = Made(run, folder);
        if (await isWanted())
            folder.NoteReady(made, shown);
        else
            folder.DiscardNext();
    }

    /// <summary>Shows a run; nothing changes when it is shown.</summary>
    /// <param name="run">A published run.</param>
    /// <param name="publishedAt">When it was published.</param>
    public void Show(int run, DateTimeOffset publishedAt)
    {
        var folder = new ExportFolder(data);
        folder.Finish();
        if (folder.Manifest?.Run == run)
            return;
        var ready = folder.Ready(run);
        if (ready is null)
        {
            folder.DiscardNext();
            ready = Made(run, folder);
        }

        folder.Commit(ready with { PublishedAt = publishedAt });
    }

    /// <summary>Throws away files that are made and not being shown.</summary>
    public void Discard() => new ExportFolder(data).DiscardNext();

    private ExportManifest Made(int run, ExportFolder folder)
    {
        var (inputs, workspace, files) = (work.Inputs(run), work.Workspace(run), Write(run, folder));
        var deltas = Deltas(run, folder, folder.Manifest, files.Single(file => file.Name == CustomersFile));
        return new ExportManifest(
            run, workspace.Name, inputs.AsOf, default, workspace.Value, workspace.Currency,
            [.. files.Concat(deltas).OrderBy(file => file.Name, StringComparer.Ordinal)]);
    }

    private List<ExportedFile> Write(int run, ExportFolder folder)
    {
        var fields = new CustomerFields(work.Workspace(run).Customers);
        var lines = new CustomerLines(work.Plans(run), fields, work.Workspace(run).Value);
        var shards = new Shards(work.Base(run).Shards, fields.CrmFiles);
        using var customers = new ShardLines(data, RunStore.Name(run, "exports"), shards.Heads.Length);
        Format(run, lines, fields, customers, shards);
        // The longest first.
        Func<IEnumerable<ExportedFile>>[] writes =
        [
            () => [WriteCustomers(run, folder, lines, customers)],
            .. work.Plans(run).Schemes.Select((_, scheme) =>
                (Func<IEnumerable<ExportedFile>>)(() => WriteMembers(run, folder, lines, shards, scheme))),
            () => [WriteMoves(run, folder, shards), WriteSegments(run, folder)],
            () => fields.CrmFiles.Select((file, i) => WriteCrm(run, folder, file, shards.Crm[i])),
        ];
        var files = new List<ExportedFile>[writes.Length];
        InParallel.For(writes.Length, settings.Parallelism, write => files[write] = [.. writes[write]()]);
        return [.. files.SelectMany(written => written)];
    }

    private ExportedFile WriteCustomers(int run, ExportFolder folder, CustomerLines lines, ShardLines customers) =>
        folder.Write(CustomersFile, hasMark: true, append =>
        {
            append(Header(lines.Headers));
            customers.Read(summaries.Order(run), line =>
            {
                append(line);
                append("\r\n"u8);
            });
            return summaries.Order(run).Length;
        });

    private void Format(int run, CustomerLines lines, CustomerFields fields, ShardLines customers, Shards shards) =>
        InParallel.For(shards.Heads.Length, settings.Parallelism, shard =>
        {
            var (scored, table) = (runs.Shard(run, shard), work.Customers(run, shard));
            var written = new CsvLines(isForSpreadsheets: true);
            var rows = CustomerFields.RowsOf(scored.Ids, table);
            customers.Write(shard, scored.Ids.Count, written, lines.Into(written, scored, table, rows));
            shards.Heads[shard] = lines.Heads(scored, table, rows);
            shards.Tails[shard] = lines.Tails(scored, table, rows);
            var (identity, aliases) = (work.Identity(run), work.AliasesOfCustomers(run));
            for (var file = 0; file < shards.Crm.Length; file++)
            {
                shards.Crm[file][shard] = CrmLines(run, scored, id =>
                    fields.IdsOf(fields.CrmFiles[file], id, table, identity, aliases));
            }
        });

    private TextList CrmLines(int run, ScoredShard scored, Func<string, IEnumerable<string>> ids)
    {
        var segments = work.Plans(run).Schemes
            .Select(plan => (TextColumn)scored.Find(ScoredShard.SegmentName(plan.Definition.Name))!).ToArray();
        return CustomerLines.Texts(scored, (lines, row) =>
        {
            foreach (var id in ids(scored.Ids.Text(row)))
            {
                lines.Text(id);
                foreach (var segment in segments)
                    lines.Cell(segment, row);
                lines.End("\r\n"u8);
            }
        });
    }

    private ExportedFile WriteMoves(int run, ExportFolder folder, Shards shards)
    {
        var parts = summaries.Of(run).Shards;
        var moves = new MovesCsv(work.Workspace(run), customer =>
        {
            var id = Encoding.UTF8.GetBytes(customer);
            var shard = StableHash.Shard(StableHash.Of(id), parts.Length);
            var row = parts[shard].Ids.IndexInSorted(id);
            return row < 0 ? default : shards.Heads[shard][row];
        });
        return folder.Write("moves.csv", hasMark: true, append =>
        {
            append(Header(MovesCsv.Headers));
            var (lines, count) = (new CsvLines(isForSpreadsheets: true), 0L);
            foreach (var (_, transition) in TransitionFile.InOrder(data, run, parts.Length))
            {
                moves.Add(lines, transition);
                append(lines.Written);
                lines.Clear();
                count++;
            }

            return count;
        });
    }

    private ExportedFile WriteSegments(int run, ExportFolder folder) =>
        folder.Write("segments.csv", hasMark: true, append =>
        {
            var lines = new CsvLines(isForSpreadsheets: true);
            var count = SegmentsCsv.Add(lines, runs.Report(run), work.Workspace(run));
            append(Header(SegmentsCsv.Headers));
            append(lines.Written);
            return count;
        });

    private IEnumerable<ExportedFile> WriteMembers(
        int run, ExportFolder folder, CustomerLines lines, Shards shards, int scheme)
    {
        var definition = work.Plans(run).Schemes[scheme].Definition;
        var members = Members.BySegment(
            summaries.Of(run).Shards, summaries.Order(run), scheme, definition.Segments.Count);
        for (var segment = 0; segment < members.Length; segment++)
        {
            var own = members[segment];
            var name = $"members/{definition.Name}.{definition.Segments[segment].Id}.csv";
            yield return folder.Write(name, hasMark: true, append =>
            {
                append(Header(lines.MemberHeaders));
                foreach (var (shard, row) in own)
                {
                    append(shards.Heads[shard][row]);
                    append(","u8);
                    append(shards.Tails[shard][row]);
                    append("\r\n"u8);
                }

                return own.Length;
            });
        }
    }

    private ExportedFile WriteCrm(int run, ExportFolder folder, CrmFile file, TextList[] crm) =>
        folder.Write(file.Name, hasMark: false, append =>
        {
            append(Header([file.IdHeader, .. work.Plans(run).Schemes.Select(s => file.Header(s.Definition.Name))]));
            return EachCustomer(run, (shard, row) =>
            {
                append(crm[shard][row]);
                return crm[shard][row].Count("\r\n"u8);
            });
        });

    /// <summary>Does something with each customer, in the one order of all; tells the sum of what it returns.</summary>
    private long EachCustomer(int run, Func<int, int, int> work)
    {
        var next = new int[summaries.Of(run).Shards.Length];
        var sum = 0L;
        foreach (var shard in summaries.Order(run))
            sum += work(shard, next[shard]++);
        return sum;
    }

    /// <summary>The rows that differ from those that are shown, and the older files of such rows that stay.</summary>
    private static IEnumerable<ExportedFile> Deltas(
        int run, ExportFolder folder, ExportManifest? shown, ExportedFile customers)
    {
        // Without a run before, or when somebody changed its file, the customers of today are all that there is.
        var before = shown?.Files.FirstOrDefault(file => file.Name == CustomersFile);
        if (before is null || !folder.IsWhole(before))
            yield break;
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"delta/{run}.csv");
        var delta = folder.Write(name, hasMark: false, append => DeltaCsv.Write(
            folder.OpenLatest(CustomersFile), folder.OpenNext(CustomersFile), append));
        yield return delta with { Run = run, Since = shown!.Run };
        var bytes = delta.Bytes;
        var kept = shown.Files.Where(file => file.Run is not null).OrderByDescending(file => file.Run)
            .Take(MostDeltas - 1).TakeWhile(file => (bytes += file.Bytes) <= customers.Bytes);
        foreach (var older in kept)
            yield return older;
    }

    private static byte[] Header(IEnumerable<string> headers) =>
        Encoding.UTF8.GetBytes(string.Join(',', headers) + "\r\n");

    /// <summary>What of each shard is needed once all are formatted.</summary>
    private sealed class Shards(int count, IReadOnlyList<CrmFile> files)
    {
        public TextList[] Heads { get; } = new TextList[count];

        public TextList[] Tails { get; } = new TextList[count];

        public TextList[][] Crm { get; } = [.. files.Select(_ => new TextList[count])];
    }
}
