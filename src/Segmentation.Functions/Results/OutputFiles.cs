using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>The large files of <c>--out</c>, made from the files of a run alone; one that is there is whole.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="work">Definitions and customers of a run.</param>
/// <param name="summaries">The order of all customers.</param>
/// <param name="settings">The number of cores.</param>
public sealed class OutputFiles(
    BlobStore data, RunStore runs, RunWork work, ShardSummaries summaries, Settings settings)
{
    private const string Customers = "customers.csv";
    private const string Transitions = "transitions.ndjson";

    /// <summary>Makes the files of a run in its folder, those that are not there.</summary>
    public void Prepare(int run)
    {
        if (!data.Has(Name(run, Customers)))
            WriteCustomers(run);
        if (!data.Has(Name(run, Transitions)))
            data.Write(Name(run, Transitions), stream => WriteTransitions(run, stream));
    }

    /// <summary>Gives the files of a run to a folder, where they take the place of those of an earlier one.</summary>
    public void GiveTo(DataFolder folder, int run)
    {
        Prepare(run);
        data.Give(Name(run, Customers), folder, Customers);
        data.Give(Name(run, Transitions), folder, Transitions);
    }

    private static string Name(int run, string file) => RunStore.Name(run, $"out/{file}");

    private void WriteCustomers(int run)
    {
        var csv = new CustomersCsv(work.Plans(run));
        var shards = work.Base(run).Shards;
        using var lines = new ShardLines(data, RunStore.Name(run, "csv"), shards);
        InParallel.For(shards, settings.Parallelism, shard =>
        {
            var (scored, written) = (runs.Shard(run, shard), new CsvLines(isForSpreadsheets: false));
            lines.Write(shard, scored.Ids.Count, written, csv.Into(written, scored));
        });
        data.Write(Name(run, Customers), stream =>
        {
            stream.Write(csv.Header());
            lines.Read(summaries.Order(run), line => stream.Write(line));
        });
    }

    private void WriteTransitions(int run, Stream stream)
    {
        stream.Write(data.Read(TransitionFile.Summary(run)));
        foreach (var (_, line) in TransitionFile.InOrder(data, run, work.Base(run).Shards))
        {
            stream.Write(line);
            stream.WriteByte((byte)'\n');
        }
    }
}
