using Segmentation.Functions.Hosting;

namespace Cost;

/// <summary>What an import and the run after it do and cost.</summary>
/// <param name="work">What is done.</param>
/// <param name="prices">Prices, limits and rates.</param>
internal sealed class Estimate(Workload work, Prices prices)
{
    private const double GB = 1e9;
    private const double TenThousand = 10_000;
    private const double Million = 1e6;
    private const int RunsOfMonth = 30;
    private const double SecondsOfMonth = 30 * 24 * 3600.0;

    /// <summary>The memory of an instance, in GB; <c>instanceMemoryMB</c> in <c>infra/main.bicep</c>.</summary>
    public const double InstanceGB = 2;

    // Put, get and delete of each message.
    private const int OperationsOfMessage = 3;

    // History read, history written, instance written.
    private const int OperationsOfEpisode = 3;

    // Four control queues and one of work items, looked at every ten seconds by the instance that waits.
    private const double IdlePollsPerSecond = 5 / 10.0;

    // Partitions and batches of a shard that are written side by side: ProjectShard, RowWriter.
    private const int BatchesAtOnce = 16;

    // Those of infra/modules/messaging.bicep; each receives at most every message.
    private const int Subscriptions = 4;

    // Messages about the run and the import.
    private const int OtherMessages = 2;

    private const double LogsGBOfMonth = 1;
    private const int Alerts = 3;

    // Runs of seven days, each about as large as customers.csv; a row with both results.
    private const int RunsKept = 8;
    private const int RunBytesOfCustomer = 150;
    private const int RowBytes = 1_024;

    // The base against the dumps that it was read from, and deltas of a month.
    private const double BaseOfDumps = 0.5;
    private const double DeltasOfDumps = 0.3;

    /// <summary>What is done.</summary>
    public Workload Work => work;

    /// <summary>The chunks of the dumps that arrive.</summary>
    public int Chunks => work.ChunksOf(new Settings().ChunkBytes);

    /// <summary>The orchestrations of import and run.</summary>
    public Orchestration Orchestration =>
        Orchestration.InboxImport(Workload.Sources, Chunks, work.Shards)
        + Orchestration.Run(work.Shards, work.Moves > 0);

    /// <summary>The rows, files and requests.</summary>
    public StorageUse Storage => new(work, Chunks);

    /// <summary>The messages that are sent.</summary>
    public long Messages => work.Moves + OtherMessages;

    /// <summary>
    /// Seconds of instances at work, when nothing overlaps; each activity is at least the least that is billed.
    /// </summary>
    public double BusySeconds =>
        (Orchestration.Activities * prices["leastSeconds"])
        + (work.Customers / Million * prices["slowdown"] * (prices["runSecondsPerMillionCustomers"]
            + (prices["importSecondsPerMillionCustomers"] * work.DumpBytes / work.AllBytes)))
        + (Storage.Batches * prices["secondsPerBatch"] / BatchesAtOnce);

    /// <summary>Memory times time, in GB-s.</summary>
    public double GBSeconds => BusySeconds * InstanceGB;

    /// <summary>
    /// Minutes that the limits of the services alone take: steps, waves, rows and messages one after the other.
    /// </summary>
    public double LeastMinutes =>
        ((Orchestration.Steps / prices["stepsPerSecond"])
        + (Orchestration.Activities / prices["activitiesPerSecond"])
        + Math.Max(
            Storage.Rows / prices["tableEntitiesPerSecond"],
            Storage.Rows / (double)StorageUse.Partitions / prices["partitionEntitiesPerSecond"])
        + (Messages / prices["busMessagesPerSecond"])) / 60;

    /// <summary>The longest history against what is advised; at most 1.</summary>
    public double HistoryShare => Orchestration.MostHistoryRows / prices["advisedHistoryRows"];

    /// <summary>What the run costs by itself, in USD: free grants are not taken off.</summary>
    public double RunPrice =>
        (GBSeconds * prices["flexGBSecond"])
        + ((Orchestration.Activities + Orchestration.Episodes) / Million * prices["flexMillionExecutions"])
        + (Orchestration.QueueMessages * OperationsOfMessage / TenThousand * prices["queueTenThousand"])
        + ((Storage.TableTransactions + (Orchestration.Episodes * OperationsOfEpisode))
            / TenThousand * prices["tableTenThousand"])
        + (Storage.BlobReads / TenThousand * prices["blobReadTenThousand"])
        + (Storage.BlobWrites / TenThousand * prices["blobWriteTenThousand"]);

    /// <summary>What is paid each month whether runs are made or not, in USD, without what is stored.</summary>
    public double BasePrice =>
        prices["busMonth"] + (LogsGBOfMonth * prices["logsGB"]) + (Alerts * prices["alertMonth"])
        + (InstanceGB * SecondsOfMonth * prices["flexAlwaysReadyGBSecond"])
        + (IdlePollsPerSecond * SecondsOfMonth / TenThousand * prices["queueTenThousand"]);

    /// <summary>What is stored, in USD per month.</summary>
    public double StoragePrice =>
        (((work.AllBytes * (1 + BaseOfDumps + DeltasOfDumps))
            + ((double)work.Customers * RunsKept * RunBytesOfCustomer)) / GB * prices["blobGBMonth"])
        + ((double)work.Customers * RowBytes / GB * prices["tableGBMonth"]);

    /// <summary>A month with a run each day, in USD.</summary>
    public double MonthPrice => (RunsOfMonth * RunPrice) + BasePrice + StoragePrice + (Math.Max(
        0, (RunsOfMonth * Messages * (1.0 + Subscriptions)) - prices["busIncluded"]) / Million * prices["busMillion"]);
}
