using System.Globalization;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Attention;

/// <summary>
/// Writes who needs attention in a scored run: shard by shard, each in the order of the queue, then all merged; and
/// the messages of what is new. Only one shard for each core is in memory.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="work">What the run is made from.</param>
/// <param name="settings">The number of cores.</param>
public sealed class AttentionWriter(BlobStore data, RunStore runs, RunWork work, Settings settings)
{
    private const int CustomersInReport = 20;

    /// <summary>Writes the files of a run, and puts the head of the queue into its report.</summary>
    internal RunReport Added(RunReport report)
    {
        var (run, workspace) = (report.Run, work.Workspace(report.Run));
        var shards = work.Base(run).Shards;
        var before = new AttentionBefore(data, runs, work.Inputs(run).Published);
        var lookedFor = before.LookedFor();
        var found = new List<NewReason>[shards];
        InParallel.For(shards, settings.Parallelism, shard => found[shard] = Write(run, shard, before, lookedFor));
        if (Array.Exists(found, one => one.Count > 0))
            WriteRaised(run, found.SelectMany(one => one));
        var (tally, head) = (new AttentionTally(workspace.Value is not null), new List<AttentionEntry>());
        data.Write(AttentionFile.Name(run), stream =>
        {
            foreach (var entry in AttentionFile.Merged(
                data, Enumerable.Range(0, shards).Select(shard => AttentionFile.Shard(run, shard))))
            {
                stream.Write(AttentionFile.Line(entry));
                tally.Add(entry.Value, entry.Stake, entry.Reasons.Select(reason => reason.Reason).Distinct());
                if (head.Count < CustomersInReport)
                    head.Add(entry);
            }
        });
        return report with
        {
            Attention = [.. head.SelectMany(AttentionLine.Of)],
            AttentionTotals = tally.Summary(),
        };
    }

    private List<NewReason> Write(
        int run, int shard, AttentionBefore before, IReadOnlySet<(string Reason, string Scheme)> lookedFor)
    {
        var (workspace, plans) = (work.Workspace(run), work.Plans(run));
        if (!workspace.Schemes.SelectMany(scheme => scheme.Segments)
            .Any(segment => AttentionBefore.Reasons(segment, workspace).Any()))
            return [];
        var known = before.Since(shard);
        DateOnly? Since(string customer, RaisedReason reason) =>
            known.TryGetValue((customer, reason.Reason, reason.Scheme), out var day) ? day : null;
        var entries = new ShardAttention(
            runs.Shard(run, shard), plans, workspace, work.Inputs(run).AsOf).All(Since);
        if (entries.Count == 0)
            return [];
        data.Write(AttentionFile.Shard(run, shard), stream =>
        {
            foreach (var entry in entries)
                stream.Write(AttentionFile.Line(entry));
        });
        (AttentionEntry Entry, RaisedReason Reason)[] raised =
        [
            .. from entry in entries
               from reason in entry.Reasons
               where lookedFor.Contains((reason.Reason, reason.Scheme)) && Since(entry.Customer, reason) is null
               select (entry, reason),
        ];
        if (raised.Length == 0)
            return [];
        var owners = CustomerTexts.Of(work, run, shard, "owner");
        return [.. raised.Select(one => new NewReason(
            one.Entry, one.Reason, owners.Find(Encoding.UTF8.GetBytes(one.Entry.Customer))))];
    }

    /// <summary>In the order of the customers, whatever the shards.</summary>
    private void WriteRaised(int run, IEnumerable<NewReason> found)
    {
        var (inputs, currency) = (work.Inputs(run), work.Workspace(run).Currency);
        var version = run.ToString(CultureInfo.InvariantCulture);
        var sorted = found.Select(one => (One: one, Id: Encoding.UTF8.GetBytes(one.Entry.Customer)))
            .OrderBy(one => one.Id, Comparer<byte[]>.Create((a, b) => TextList.Compare(a, b)))
            .ThenBy(one => one.One.Reason.Scheme, StringComparer.Ordinal)
            .ThenBy(one => one.One.Reason.Reason, StringComparer.Ordinal);
        data.Write(AttentionFile.Raised(run), stream =>
        {
            foreach (var (one, _) in sorted)
            {
                stream.Write(RaisedEvent.Of(one, inputs, currency, version));
                stream.WriteByte((byte)'\n');
            }
        });
    }
}
