using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Exports;

public sealed class PublishedExportTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_published_run_is_shown_whole_and_run_json_tells_what_each_file_is()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var manifest = store.Manifest;
        Assert.Equal(
            (1, "shop", new DateOnly(2026, 6, 1), "monetary", "EUR"),
            (manifest.Run, manifest.Workspace, manifest.AsOf, manifest.Value, manifest.Currency));
        Assert.Equal(
            [
                "customers.csv", "hubspot-companies.csv", "members/rfm.best.csv", "members/rfm.good.csv",
                "members/rfm.prospect.csv", "members/rfm.rest.csv", "moves.csv", "salesforce-accounts.csv",
                "segments.csv",
            ],
            manifest.Files.Select(file => file.Name));
        Assert.All(manifest.Files, file =>
        {
            var bytes = store.Bytes(file.Name);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), file.Sha256);
            Assert.Equal((bytes.Length, store.Rows(file.Name).Length - 1), (file.Bytes, file.Rows));
        });
        Assert.Equal(manifest.Files.Count + 1, store.Folder.Data.List(ExportFolder.Latest).Count);
        Assert.False(store.Folder.Data.HasFolder("published/next"));
        Assert.False(store.Folder.Data.HasFolder("runs/1/exports"));
    }

    [Fact]
    public async Task Customers_have_names_keys_measures_and_segments_and_no_text_is_a_formula()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        Assert.Equal(
            [
                "customer_id", "name", "owner", "key_hubspot", "key_salesforce", "frequency", "monetary", "f", "m",
                "rfm", "rfm_name",
            ],
            store.Rows("customers.csv")[0]);
        Assert.Equal(
            [
                ["'-7", "'=1+1", "u1", "201", "001A", "1", "-10.5", "1", "1", "rest", "Rest"],
                ["00004", "Ann, \"the\" best", "u1", "202", "", "2", "-21", "1", "1", "rest", "Rest"],
                ["c3", "Cy", "", "", "001C", "3", "-31.5", "2", "2", "good", "Good"],
                ["c4", "'@Di", "u2", "204", "", "4", "-42", "2", "2", "good", "Good"],
                ["c5", "'+Ed\ntwo", "u2", "205", "001E", "5", "-52.5", "3", "3", "best", "The best"],
                ["é6", "Flo", "u2", "206", "001F", "6", "-63", "3", "3", "best", "The best"],
            ],
            store.Rows("customers.csv").Skip(1));
        Assert.Equal(
            [["c5", "'+Ed\ntwo", "u2", "205", "001E", "-52.5"], ["é6", "Flo", "u2", "206", "001F", "-63"]],
            store.Rows("members/rfm.best.csv").Skip(1));
        Assert.Equal(Encoding.UTF8.Preamble, store.Bytes("customers.csv").AsSpan(0, 3));
    }

    [Fact]
    public async Task A_crm_gets_its_own_ids_and_nobody_else_and_no_mark_before_the_header()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        Assert.Equal(
            "Record ID,segment_rfm\r\n201,rest\r\n202,rest\r\n204,good\r\n205,best\r\n206,best\r\n",
            Encoding.UTF8.GetString(store.Bytes("hubspot-companies.csv")));
        Assert.Equal(
            "Id,Segment_rfm__c\r\n001A,rest\r\n001C,good\r\n001E,best\r\n001F,best\r\n",
            Encoding.UTF8.GetString(store.Bytes("salesforce-accounts.csv")));
    }

    [Fact]
    public async Task All_records_of_customers_who_are_one_get_the_segment()
    {
        await using var store = await Store.OpenAsync(matches: true);
        await store.FirstRunAsync();
        Assert.Equal(5, store.Rows("customers.csv").Length - 1);
        var segment = store.Rows("customers.csv").Single(row => row[3] == "201")[9];
        Assert.Equal([segment, segment], store.Rows("hubspot-companies.csv")
            .Where(row => row[0] is "201" or "206").Select(row => row[1]));
    }

    [Fact]
    public async Task Segments_have_sizes_shares_and_ranks()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var rows = store.Rows("segments.csv");
        Assert.Equal(SegmentsCsv.Headers, rows[0]);
        Assert.Equal(
            ["rfm", "rfm", "1", "best", "The best", "2", "0.333333", "-115.5", "0.52381", "EUR", "", "", "", ""],
            rows[1]);
        Assert.Equal(["1", "2", "3", "4"], rows.Skip(1).Select(row => row[2]));
    }

    [Fact]
    public async Task Moves_say_who_went_where_and_why_in_words()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        Assert.Equal([MovesCsv.Headers], store.Rows("moves.csv"));
        await store.RunAsync("orders.csv", Store.Orders(("-7", 9)));
        var move = store.Rows("moves.csv").Single(row => row[0] == "'-7");
        Assert.Equal(
            ["'-7", "'=1+1", "u1", "rfm", "rest", "Rest", "best", "The best", "upgrade", "own-data",
                "its own data changed", "-105", "EUR", "2", "2026-06-01"], move[..15]);
        Assert.StartsWith("frequency went from 1 to 10; the cut ", move[15], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_rows_make_of_the_customers_before_those_of_today()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var before = store.Rows("customers.csv");
        await store.RunAsync("customers.csv", "id,name,owner,mail,crm,sf\nc0,Al,u1,z@x.example,,\n",
            "orders.csv", Store.Orders(("c3", 1)));
        var delta = store.Rows("delta/2.csv");
        Assert.Equal(("customer_id", "change"), (delta[0][0], delta[0][^1]));
        Assert.Equal("added", delta.Single(row => row[0] == "c0")[^1]);
        Assert.Equal("changed", delta.Single(row => row[0] == "c3")[^1]);
        var loaded = before.ToDictionary(row => row[0]);
        Assert.All(delta.Where(row => row[^1] == "changed"), row => Assert.NotEqual(loaded[row[0]], row[..^1]));
        foreach (var row in delta.Skip(1))
            loaded[row[0]] = row[..^1];
        Assert.Equal(
            store.Rows("customers.csv").ToHashSet(new RowComparer()), loaded.Values.ToHashSet(new RowComparer()));
        var file = store.Manifest.Files.Single(file => file.Name == "delta/2.csv");
        Assert.Equal((2, 1), (file.Run, file.Since));
    }

    [Fact]
    public async Task Older_changed_rows_stay_while_all_together_are_no_longer_than_the_customers()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        for (var time = 0; time < 2; time++)
            await store.Spine.RunAsync(Store.Request with { Kind = RunKind.Scope, Customers = ["c3"] });
        Assert.Equal([2, 3], Runs());
        await store.RunAsync("orders.csv", Store.Orders(
            ("-7", 9), ("00004", 9), ("c3", 9), ("c4", 9), ("c5", 9), ("é6", 9)));
        Assert.Equal([4], Runs());
        Assert.Equal(["4.csv"], store.Folder.Data.Files($"{ExportFolder.Latest}/delta"));

        IEnumerable<int?> Runs() => store.Manifest.Files.Select(file => file.Run).Where(run => run is not null);
    }

    [Fact]
    public async Task A_file_that_somebody_changed_is_no_ground_for_changed_rows()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        store.Folder.Data.Write($"{ExportFolder.Latest}/customers.csv", "mine"u8.ToArray());
        await store.RunAsync("orders.csv", Store.Orders(("c3", 1)));
        Assert.DoesNotContain(store.Manifest.Files, file => file.Run is not null);
        await store.RunAsync("orders.csv", Store.Orders(("c4", 1)));
        Assert.Equal((3, 2), store.Manifest.Files.Where(file => file.Run is not null)
            .Select(file => (file.Run!.Value, file.Since!.Value)).Single());
    }

    [Fact]
    public async Task An_erasure_that_was_ended_between_a_file_and_its_hash_tells_it_when_done_again()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        await store.RunAsync("orders.csv", Store.Orders(("c3", 1)));
        var known = store.Bytes("run.json");
        Clean();
        Assert.Equal(5, store.Manifest.Files.Single(file => file.Name == "customers.csv").Rows);
        Assert.DoesNotContain(store.Manifest.Files, file => file.Run is not null);
        Assert.Empty(store.Folder.Data.Files($"{ExportFolder.Latest}/delta"));
        var told = store.Bytes("run.json");
        store.Folder.Data.Write($"{ExportFolder.Latest}/run.json", known);
        Clean();
        Assert.Equal(told, store.Bytes("run.json"));

        void Clean() => new ErasedExports(store.Folder.Data).Clean(new ErasedCustomer("c3", []));
    }

    [Fact]
    public async Task A_run_of_some_customers_and_going_back_are_shown_too()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        await store.Spine.RunAsync(Store.Request with { Kind = RunKind.Scope, Customers = ["c3"] });
        Assert.Equal((2, 6), (store.Manifest.Run, store.Rows("customers.csv").Length - 1));
        Assert.Equal(0, store.Manifest.Files.Single(file => file.Name == "delta/2.csv").Rows);
        await store.RunAsync("orders.csv", Store.Orders(("-7", 9)));
        Assert.NotEmpty(store.Rows("moves.csv").Skip(1));
        await store.Spine.RunAsync(new RunRequest { Kind = RunKind.Rollback, Of = 1 });
        Assert.Equal(4, store.Manifest.Run);
        Assert.Contains(store.Rows("moves.csv"), row => row[9] == Cause.Rollback);
    }

    [Theory]
    [InlineData(1, "de-DE")]
    [InlineData(7, "tr-TR")]
    public async Task The_bytes_are_the_same_for_any_shards_and_culture(int shards, string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            await using var plain = await Store.OpenAsync();
            await plain.FirstRunAsync();
            await plain.RunAsync("orders.csv", Store.Orders(("-7", 9)));
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            await using var other = await Store.OpenAsync(shards);
            await other.FirstRunAsync();
            await other.RunAsync("orders.csv", Store.Orders(("-7", 9)));
            Assert.Equal(plain.Manifest.Files, other.Manifest.Files);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task A_set_that_was_whole_when_its_writer_was_killed_is_shown_and_another_is_thrown_away()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var (data, shown) = (store.Folder.Data, store.Manifest);
        data.Write("published/next/files/customers.csv", "half"u8.ToArray());
        new ExportFolder(data).Settle();
        Assert.Equal(shown.Files, store.Manifest.Files);
        Assert.False(data.HasFolder("published/next"));

        // Killed between the files and run.json.
        var whole = new ExportFolder(data).Write("customers.csv", hasMark: false, append =>
        {
            append("customer_id\r\nc1\r\n"u8);
            return 1;
        });
        data.Write("published/next/run.json", System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            shown with { Run = 2, Files = [whole] }, Segmentation.Functions.Hosting.Json.Options));
        new ExportFolder(data).Settle();
        Assert.Equal((2, whole), (store.Manifest.Run, Assert.Single(store.Manifest.Files)));
        Assert.Equal(["customers.csv", "run.json"], data.List(ExportFolder.Latest).Select(file => file.Name));
    }

    [Fact]
    public async Task A_run_that_is_shown_is_not_written_again_and_an_older_one_never()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var etag = store.Folder.Data.Changed($"{ExportFolder.Latest}/run.json");
        await store.Spine.Get<WriteExports>().RunAsync(1, Cancel);
        Assert.Equal(etag, store.Folder.Data.Changed($"{ExportFolder.Latest}/run.json"));
        await store.RunAsync("orders.csv", Store.Orders(("c3", 1)));
        await store.Spine.Get<WriteExports>().RunAsync(1, Cancel);
        Assert.Equal(2, store.Manifest.Run);
    }

    [Fact]
    public async Task Nothing_is_written_where_nobody_wants_it()
    {
        await using var store = await Store.OpenAsync(exports: false);
        await store.FirstRunAsync();
        Assert.False(store.Folder.Data.HasFolder("published"));
    }

    [Fact]
    public async Task What_could_not_be_written_is_told_and_tried_again()
    {
        await using var store = await Store.OpenAsync();
        await store.FirstRunAsync();
        var ledger = store.Spine.Get<RunLedger>();
        await store.Spine.Get<NoteExports>().RunAsync(
            new Functions.Results.GivenUp(1, new Functions.Hosting.Fault(false, "the disk is full")), Cancel);
        Assert.Equal("the disk is full", (await ledger.GetAsync(1, Cancel)).ExportError);
        Assert.Equal(1, (await RunOverview.ReadAsync(ledger, Cancel)).Unexported);
        Assert.Equal(new TakenRun(0, ""), await TakeAsync(relayAfter: 1));
        Assert.Equal(new TakenRun(1, TakenRun.Export), await TakeAsync(relayAfter: 0));
        Assert.True((await RunOverview.ReadAsync(ledger, Cancel)).HasWork);
        await store.Spine.Get<WriteExports>().RunAsync(1, Cancel);
        await store.Spine.Get<FinishRun>().RunAsync(1, Cancel);
        Assert.Null((await ledger.GetAsync(1, Cancel)).ExportError);
        Assert.Equal(new TakenRun(0, ""), await TakeAsync(relayAfter: 0));

        Task<TakenRun> TakeAsync(int relayAfter) =>
            store.Spine.Get<TakeRun>().RunAsync(new RunTaker("again", relayAfter), Cancel);
    }

    private sealed class RowComparer : IEqualityComparer<string[]>
    {
        public bool Equals(string[]? one, string[]? other) => one!.SequenceEqual(other!);

        public int GetHashCode(string[] row) => row[0].GetHashCode(StringComparison.Ordinal);
    }
}
