using System.Text;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Erasure;

/// <summary>What is left of a customer that was erased: nothing.</summary>
public sealed class EraseCustomerTests
{
    private const int RunStep = 4;
    private const string Alias = "C-00427";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_found_nowhere_however_often_each_step_is_done()
    {
        await using var estate = await Estate.OpenAsync();
        await estate.FillAsync();
        foreach (var trace in Estate.Traces)
            Assert.NotEmpty(estate.FilesWith(trace));
        foreach (var folder in new[] { "runs/2/parked", "dumps/receipts/parked" })
        {
            estate.Folder.Write($"data/{folder}/1.json", """{"subject":"C-00417","data":{"customer":"C-00417"}}""");
            estate.Folder.Write($"data/{folder}/2.json", """{"subject":"C-00418"}""");
        }

        // As a process leaves them that was ended before the end of a run.
        foreach (var left in new[] { "runs/2/out/customers.csv", "runs/2/moves/0", "published/next/files/moves.csv" })
            estate.Folder.Write($"data/{left}", "C-00417,1\n");

        await estate.EraseAsync(times: 2);
        Assert.Equal(["2.json"], estate.Spine.Get<DataFolder>().Files("runs/2/parked"));
        Assert.Equal(["2.json"], estate.Spine.Get<DataFolder>().Files("dumps/receipts/parked"));
        Assert.Empty(estate.FilesWith(Estate.Traces));
        Assert.Equal(["c~C-00416", "c~C-00418"], await RowsAsync(estate));
        AssertOthersStay(estate);
    }

    [Fact]
    public async Task It_is_found_nowhere_when_each_step_was_ended_behind_its_writes()
    {
        await using var estate = await Estate.OpenAsync();
        await estate.FillAsync();
        var steps = estate.Steps(estate.Ask(Estate.Gone)).ToArray();
        for (var step = 0; step < steps.Length; step++)
        {
            // The run itself is what the crash matrix is about.
            var write = step == RunStep ? int.MaxValue : 1;
            while (!await LostProcess.EndsBeforeAsync(write, steps[step]))
                write++;
            if (step == RunStep)
                AssertTold(estate);
        }

        Assert.Empty(estate.FilesWith(Estate.Traces));
    }

    [Fact]
    public async Task It_stays_away_when_the_same_and_other_dumps_bring_it_and_when_all_are_read_again()
    {
        await using var estate = await Estate.OpenAsync();
        await estate.FillAsync();
        await estate.EraseAsync();
        var again = await estate.ImportAsync(
            "customers.csv", Estate.Customers, "orders.csv", Estate.Orders, "tickets.csv", Estate.Tickets, "notes.txt",
            "nobody reads this\nAnn Archer called\n");
        Assert.True(again.AlreadyTaken);
        var other = await estate.ImportAsync(
            "customers.csv", Estate.Customers + "C-00419,Di Doe,di@doe.example,2025-04-01\n",
            "orders.csv", Estate.Orders + "C-00417,2026-01-07,ORD-77004,9.00\n",
            "tickets.csv", Estate.Tickets + "ORD-77004,2026-02-05,my dog ate the invoice again\n");
        Assert.False(other.AlreadyTaken);
        await estate.Spine.RunAsync(Estate.Request);
        Assert.Empty(estate.FilesWith([.. Estate.Traces, "ORD-77004"]));
        var receipt = estate.Spine.Get<Receipts>().Read(other.Import!);
        Assert.True(receipt.Total().Balances);
        Assert.Equal(8, receipt.Erased);
        Assert.Contains("8 rows of erased customers were left out", estate.Text(
            $"dumps/receipts/{other.Import}.txt"), StringComparison.Ordinal);
        Assert.Contains("8 rows of erased customers were left out", estate.Text(
            "runs/4/report.json"), StringComparison.Ordinal);

        var sources = estate.Spine.Get<WorkspaceStore>().Keep(Some.Workspace(
            "sources.yaml", """
            customers: { file: "customers*.csv", id: id, name: name }
            streams:
              orders: { file: "orders*.csv", customer: id, time: day, key: number, fields: { amount: money } }
              tickets: { file: "tickets*.csv", via: { column: number, stream: orders }, time: day }
            """));
        var reread = await estate.Spine.ImportAsync(
            new ImportRequest("reread", IsInbox: false) { Rereads = true, Workspace = sources });
        Assert.Equal((null, true), (reread.Fault, reread.Reread));
        Assert.Empty(estate.FilesWith([.. Estate.Traces, "ORD-77004"]));
    }

    [Fact]
    public async Task Rows_that_waited_are_erased_when_their_key_turns_out_to_be_its()
    {
        await using var estate = await Estate.OpenAsync();
        await estate.ImportAsync(
            "customers.csv", Estate.Customers, "tickets.csv", Estate.Tickets, "orders.csv",
            "id,day,number,amount\nC-00416,2026-01-01,ORD-66001,10.00\n");
        await estate.EraseAsync();
        Assert.NotEmpty(estate.FilesWith("my dog ate the invoice"));
        await estate.Spine.ImportAsync(estate.Drop("orders.csv", Estate.Orders), delta: true);
        await estate.Spine.RunAsync(Estate.Request);
        Assert.Empty(estate.FilesWith(Estate.Traces));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_import_that_was_built_before_the_tombstone_or_the_erased_base_is_built_again(int stepsBefore)
    {
        await using var estate = await Estate.OpenAsync();
        await estate.FillAsync();
        var work = EndToEnd.PlainSpine.NewWork();
        var request = new ImportRequest(
            estate.Drop("orders.csv", Estate.Orders + "C-00417,2026-01-07,ORD-77004,9.00\n"), IsInbox: false)
        {
            Workspace = estate.Spine.Version,
        };
        var collected = estate.Spine.Get<CollectDumps>().Run(new DumpsToCollect(work, request));
        var hash = estate.Ask(Estate.Gone);
        foreach (var step in estate.Steps(hash).Take(stepsBefore))
            await step();
        var size = estate.Spine.Build(work);
        foreach (var step in estate.Steps(hash).Take(4).Skip(stepsBefore))
            await step();
        // It may still read what it was built on.
        Assert.False(await estate.Spine.Get<EraseRuns>().RunAsync(hash, Cancel));
        Assert.False(estate.Spine.Get<CommitBase>().Run(work));
        var outcome = estate.Spine.Finish(ref work, collected, size);
        await estate.Spine.SettleAsync(work, request, outcome);
        foreach (var step in estate.Steps(hash).Skip(4))
            await step();
        Assert.Empty(estate.FilesWith([.. Estate.Traces, "ORD-77004"]));
    }

    [Fact]
    public async Task It_goes_under_all_its_ids_whichever_is_named()
    {
        await using var estate = await Estate.OpenAsync(match: "email");
        await estate.ImportAsync(
            "customers.csv", Estate.Customers + "C-00427,Annie Archer,Ann@Archer.example,2025-02-03\n",
            "orders.csv", Estate.Orders + "C-00427,2026-01-08,ORD-77005,12.00\n,,Ann@Archer.example,8\n",
            "notes.txt", "ask ann@archer.example or Annie Archer\n");
        await estate.Spine.RunAsync(Estate.Request);
        var (find, published) = (estate.Spine.Get<FindCustomer>(), estate.Spine.Get<PublishedRuns>());
        Assert.Equal(Estate.Gone, find.Id(Alias, 1));
        Assert.Equal([Alias], published.Identity(1).Aliases(Estate.Gone));
        Assert.Contains("runs/1/identity/customers: Annie Archer", estate.FilesWith("Annie Archer"));

        var hashes = await estate.Spine.Get<RequestErasure>().NoteAsync(Alias, Cancel);
        Assert.Equal(hashes, await estate.Spine.Get<RequestErasure>().NoteAsync(Estate.Gone, Cancel));
        foreach (var step in estate.Steps(hashes[0]).Zip(estate.Steps(hashes[1])))
        {
            await step.First();
            await step.Second();
        }

        Assert.Empty(estate.FilesWith(
            [.. Estate.Traces, Alias, "Annie Archer", "Ann@Archer.example", "ORD-77005"]));
        Assert.Equal(
            [null, null, null], new[] { (Alias, 1), (Estate.Gone, 1), (Alias, 2) }.Select(
                who => find.Find(who.Item1, who.Item2).Id));
        Assert.Empty(published.Identity(1).Aliases(Estate.Gone));
        Assert.Equal(["c~C-00416", "c~C-00418"], await RowsAsync(estate));
    }

    [Fact]
    public async Task Its_run_is_asked_for_again_when_it_was_not_published()
    {
        await using var estate = await Estate.OpenAsync();
        await estate.FillAsync();
        var hash = estate.Ask(Estate.Gone);
        foreach (var step in estate.Steps(hash).Take(RunStep))
            await step();
        var queue = estate.Spine.Get<QueueErasure>();
        Assert.Equal((3, 3), (await queue.RunAsync(hash, Cancel), await queue.RunAsync(hash, Cancel)));
        await estate.Spine.Get<RunLedger>().ChangeAsync(3, row => row.State = RunState.Failed, Cancel);
        Assert.False(await estate.Spine.Get<EraseRuns>().RunAsync(hash, Cancel));
        Assert.NotEmpty(estate.FilesWith("Ann Archer"));
        Assert.Equal((4, 4), (await queue.RunAsync(hash, Cancel), await queue.RunAsync(hash, Cancel)));
        foreach (var step in estate.Steps(hash).Skip(RunStep))
            await step();
        Assert.Equal(4, (await estate.Spine.Get<PublishedRuns>().PointerAsync(Cancel)).Published);
        Assert.Empty(estate.FilesWith(Estate.Traces));
    }

    [Fact]
    public async Task Only_one_erasure_at_a_time_rewrites_and_none_waits_for_one_that_never_ends()
    {
        await using var estate = await Estate.OpenAsync();
        var (erasures, now) = (estate.Spine.Get<Erasures>(), DateTimeOffset.UnixEpoch);
        Assert.True(erasures.TryBegin("a", now));
        Assert.True(erasures.TryBegin("a", now));
        Assert.False(erasures.TryBegin("b", now.AddHours(1)));
        Assert.True(erasures.TryBegin("b", now.AddHours(7)));
        erasures.End("a");
        Assert.False(erasures.TryBegin("a", now.AddHours(8)));
        erasures.End("b");
        Assert.True(erasures.TryBegin("a", now.AddHours(8)));
    }

    [Fact]
    public async Task Its_rejected_rows_go_though_the_process_ends_between_them_and_the_dump()
    {
        await using var estate = await Estate.OpenAsync();
        var import = (await estate.ImportAsync(
            "customers.csv", Estate.Customers,
            "orders.csv", Estate.Orders + "C-00417,2026-01-05,ORD-77009,plenty\n")).Import;
        Assert.Contains(",plenty,", estate.Text($"dumps/receipts/{import}.rejects.csv"), StringComparison.Ordinal);
        var steps = estate.Steps(estate.Ask(Estate.Gone)).ToArray();
        await steps[0]();
        var write = 1;
        while (!await LostProcess.EndsBeforeAsync(write, steps[1]))
            write++;
        Assert.True(write > 2);
        Assert.Empty(estate.FilesWith("plenty"));
    }

    [Fact]
    public async Task Texts_that_no_source_reads_are_cleaned_in_their_encoding_and_other_files_stay()
    {
        await using var estate = await Estate.OpenAsync();
        var folder = estate.Drop(
            "customers.csv", Estate.Customers, "marked.txt", "\uFEFFAnn Archer\r\nnobody\r\n");
        byte[] binary = [0, 1, 0xFF, .. "\nAnn Archer\n"u8];
        await File.WriteAllBytesAsync(Path.Combine(folder, "scan.pdf"), binary, Cancel);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "wide.txt"), "nobody\nAnn Archer called\n", Encoding.Unicode, Cancel);
        var import = (await estate.Spine.ImportAsync(folder)).Import;
        await estate.EraseAsync();
        var kept = $"data/dumps/accepted/{import}";
        Assert.Equal(binary, Bytes("scan.pdf"));
        Assert.Equal("\uFEFF\r\nnobody\r\n"u8, Bytes("marked.txt"));
        Assert.Equal(
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("nobody\n\n")], Bytes("wide.txt"));

        byte[] Bytes(string name) => File.ReadAllBytes(estate.Folder[$"{kept}/{name}"]);
    }

    [Fact]
    public async Task A_held_import_waits_without_it_and_is_confirmed()
    {
        await using var estate = await Estate.OpenAsync();
        var many = string.Concat(Enumerable.Range(1, 40).Select(i => $"C-{i:00000},n,e{i}@x.example,2025-01-01\n"));
        await estate.ImportAsync("customers.csv", Estate.Customers + many);
        var full = Estate.Customers + many.Replace("2025-01-01", "", StringComparison.Ordinal);
        var fault = (await estate.Spine.ImportAsync(estate.Drop("customers.csv", full))).Fault!;
        Assert.True(fault.IsHeld);
        await estate.EraseAsync();
        Assert.Empty(estate.FilesWith(Estate.Traces));
        var held = Assert.Single(estate.Spine.Get<HeldImports>().All());
        Assert.Null((await estate.Spine.ImportAsync(held.Confirmed(estate.Spine.Version))).Fault);
        Assert.Empty(estate.FilesWith(Estate.Traces));
    }

    [Fact]
    public async Task A_dump_in_another_encoding_keeps_its_encoding()
    {
        await using var estate = await Estate.OpenAsync();
        var folder = estate.Drop("customers.csv", "");
        await File.WriteAllTextAsync(Path.Combine(folder, "customers.csv"), Estate.Customers, Encoding.Unicode, Cancel);
        var import = (await estate.Spine.ImportAsync(folder)).Import;
        await estate.EraseAsync();
        Assert.Equal(
            Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Estate.Customers.Replace(
                "C-00417,Ann Archer,ann@archer.example,2025-02-01", "", StringComparison.Ordinal))),
            File.ReadAllBytes(estate.Folder[$"data/dumps/accepted/{import}/customers.csv"]));
        Assert.Empty(estate.FilesWith(Estate.Traces));
    }

    /// <summary>The run tells others of it, before that is forgotten too.</summary>
    private static void AssertTold(Estate estate)
    {
        var line = Enumerable.Range(0, 3).Select(shard => estate.Text($"runs/3/transitions/{shard}.ndjson"))
            .Single(text => text.Length > 0);
        Assert.Contains("\"to\":null,\"direction\":\"removed\",\"cause\":\"erasure\"", line, StringComparison.Ordinal);
        Assert.Contains("\"subject\":\"C-00417\"", line, StringComparison.Ordinal);
    }

    /// <summary>Whoever stays keeps every row, every rejected one too, and every result.</summary>
    private static void AssertOthersStay(Estate estate)
    {
        var runs = estate.Spine.Get<RunStore>();
        for (var shard = 0; shard < 3; shard++)
        {
            var (old, shown) = (runs.Shard(2, shard), runs.Shard(3, shard));
            Assert.Equal(Some.Strings(old.Ids), Some.Strings(shown.Ids));
            Assert.Equal(old.Names, shown.Names);
            Assert.Equivalent(old.Columns, shown.Columns);
        }

        var import = estate.Spine.Get<BaseStore>().Load()!.Imports[0].Id;
        Assert.Equal(
            "id,day,number,amount\nC-00416,2026-01-01,ORD-66001,10.00\n\n\nC-00418,2026-01-04,ORD-88001,30.00\n"
            + "C-00418,1.4.,ORD-88002,1\n\n\n",
            estate.Text($"dumps/accepted/{import}/orders.csv"));
        Assert.Equal(
            "file,line,column,code,value,hint\norders.csv,6,day,date,1.4.,\"write yyyy-MM-dd, or declare the field's "
            + "format:\"\n",
            estate.Text($"dumps/receipts/{import}.rejects.csv"));
    }

    private static async Task<IEnumerable<string>> RowsAsync(Estate estate)
    {
        var tables = estate.Spine.Get<Azure.Data.Tables.TableServiceClient>().GetTableClient("segments");
        var rows = new List<string>();
        await foreach (var row in tables.QueryAsync<CustomerRow>(cancellationToken: Cancel))
            rows.Add(row.RowKey);
        return rows.Order(StringComparer.Ordinal);
    }
}
