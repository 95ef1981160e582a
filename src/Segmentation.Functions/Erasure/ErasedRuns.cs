using System.Text.Json;
using Segmentation.Engine.Base;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Erasure;

/// <summary>Takes an erased customer out of the files of runs, and of who is one with whom.</summary>
/// <param name="data">Where the files are.</param>
/// <param name="runs">The runs.</param>
/// <param name="store">The base.</param>
/// <param name="tombstones">Who was erased.</param>
/// <param name="memo">What was read before is forgotten.</param>
/// <param name="summaries">What was read of shards.</param>
/// <param name="published">What look-ups read.</param>
/// <param name="find">The customers by name.</param>
/// <param name="names">The names by customer.</param>
/// <param name="attention">Who needs attention.</param>
public sealed class ErasedRuns(
    BlobStore data, RunStore runs, BaseStore store, TombstoneStore tombstones, Memo memo, ShardSummaries summaries,
    PublishedRuns published, FindCustomer find, CustomerNames names, AttentionIndex attention)
{
    private const string BaseFile = "base.json";
    private const string Definitions = "workspace/";

    /// <summary>Cleans the files of all kept runs; done again it changes nothing.</summary>
    public void Clean(ErasedCustomer erased)
    {
        foreach (var run in data.Folders("runs").Select(name => $"runs/{name}").Where(IsWhole).Select(RunStore.Number))
        {
            // Nobody is at work: what was left there is of a run whose end was cut short.
            foreach (var folder in RunStore.Scratch)
                data.DeleteFolder(RunStore.Name(run, folder));
            CleanBase(run, erased);
            DeleteParked(ParkedEvents.Of(run), erased);
            foreach (var file in data.List(RunStore.Folder(run)).Select(listed => listed.Name)
                .Where(file => file != BaseFile && !file.StartsWith(Definitions, StringComparison.Ordinal)))
            {
                if (RunStore.IsAliases(file))
                    CleanTable(RunStore.Name(run, file), erased);
                else
                    CleanFile(RunStore.Name(run, file), erased);
            }

            memo.ForgetIn(RunStore.Folder(run));
            summaries.Forget(run);
        }

        if (data.Has(IdentityLedger.File))
            CleanFile(IdentityLedger.File, erased);
        DeleteParked(ParkedEvents.OfNoRun, erased);
        published.Forget();
        find.Forget();
        names.Forget();
        attention.Forget();
    }

    private static bool IsDocument(string name) => name.EndsWith(".json", StringComparison.Ordinal);

    private bool IsWhole(string folder) => data.Has($"{folder}/{RunStore.InputsFile}");

    private void CleanBase(int run, ErasedCustomer erased)
    {
        var tables = new ErasedTables(store, tombstones.Load(), runs.Workspace(run), erased.Id);
        if (tables.TryClean(runs.Base(run)) is { } clean)
            data.Write(RunStore.Name(run, BaseFile), JsonSerializer.SerializeToUtf8Bytes(clean, Json.Options));
    }

    private void DeleteParked(string folder, ErasedCustomer erased)
    {
        foreach (var name in data.Files(folder).Select(file => $"{folder}/{file}"))
        {
            if (ErasedJson.IsAbout(data.Read(name), erased.Customer))
                data.Delete(name);
        }
    }

    private void CleanTable(string name, ErasedCustomer erased)
    {
        var table = data.Read(name, TableFile.ReadTable);
        var without = table.Without(erased.Id);
        if (!ReferenceEquals(table, without))
            data.Write(name, stream => TableFile.Write(stream, without));
    }

    private void CleanFile(string name, ErasedCustomer erased)
    {
        var bytes = data.Read(name);
        if (ScoredShard.IsShard(bytes))
        {
            var shard = ScoredShard.Read(new MemoryStream(bytes));
            var without = shard.Without(erased.Id);
            if (!ReferenceEquals(shard, without))
                data.Write(name, without.Write);
        }
        else if (ErasedJson.Without(bytes, erased.Customer, IsDocument(name)) is { } clean)
            data.Write(name, clean);
    }
}
