using Segmentation.Functions.Messages;
using Segmentation.Functions.Results;

namespace Cost;

/// <summary>What an import and a run do to the data account.</summary>
/// <param name="Work">What is done.</param>
/// <param name="Chunks">The chunks parsed.</param>
internal sealed record StorageUse(Workload Work, int Chunks)
{
    /// <summary>The partitions of table <c>segments</c>: the first byte of a hash.</summary>
    public const int Partitions = 256;

    private const int PageSize = 1_000;

    // Files of one shard, over all steps of import and run; an estimate from what the steps read and write.
    private const int ReadsOfShard = 24;
    private const int WritesOfShard = 12;

    // Manifest, inputs, definitions, members of about 30 segments, report, receipt, locks, listings.
    private const int ReadsOnce = 150;
    private const int WritesOnce = 100;

    // Rows of runs and imports that each step of a run looks at or changes.
    private const int LedgerOfStep = 2;
    private const int RunSteps = 10;

    /// <summary>Rows that are written: a customer, and its row of history when it moved.</summary>
    public long Rows => Work.Changed + Work.Moves;

    /// <summary>Transactions that write rows: each has rows of one partition.</summary>
    public long Batches => TouchedPartitions * Up(Up(Rows, TouchedPartitions), RowWriter.MostEntities);

    /// <summary>Requests that read rows to be replaced: few one by one, many by the pages of their partition.</summary>
    public long Reads => Work.IsFirst ? 0
        : Up(Work.Changed, TouchedPartitions) <= RowWriter.MostPointReads ? Work.Changed
        : TouchedPartitions * Up(Up(Work.Customers, Partitions), PageSize);

    /// <summary>Requests that read or change rows of runs.</summary>
    public long Ledger => (LedgerOfStep * (RunSteps + Files)) + Work.Shards + (2 * Files * Up(Work.Moves, Files
        * RelayTransitions.LinesAtOnce));

    /// <summary>All requests to tables.</summary>
    public long TableTransactions => Batches + Reads + Ledger;

    /// <summary>Reads of blobs: each shard reads its part of each parsed chunk.</summary>
    public long BlobReads => ReadsOnce + ((long)ReadsOfShard * Work.Shards) + Chunks + ((long)Chunks * Work.Shards);

    /// <summary>Writes of blobs.</summary>
    public long BlobWrites => WritesOnce + ((long)WritesOfShard * Work.Shards) + (3L * Chunks);

    private long TouchedPartitions => Math.Min(Partitions, Work.Changed);

    private long Files => Work.Moves > 0 ? Work.Shards + 1 : 1;

    private static long Up(long count, long size) => (count + size - 1) / size;
}
