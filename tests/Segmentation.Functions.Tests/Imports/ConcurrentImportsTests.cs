using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

/// <summary>Two imports that are built on the same version of the base, one of which is committed first.</summary>
public sealed class ConcurrentImportsTests
{
    private const string Head = "id,day,number,amount\n";

    // Both bring order 5, and each brings a return of an order that the other brings.
    private static readonly string[] One =
    [
        "customers.csv", "id,name,owner\nc1,Anna,u1\nc9,Ny,u9\n",
        "orders.csv", Head + "c2,2026-01-05,5,11.00\nc9,2026-01-06,60,12.00\nc2,2026-01-01,2,20.00\n",
        "returns.csv", "number,day\n60,2026-01-07\n70,2026-01-08\n5,2026-01-08\n",
    ];

    private static readonly string[] Two =
    [
        "customers.csv", "id,name,owner\nc1,Annette,u2\nc8,Al,u8\n",
        "orders.csv", Head + "c3,2026-01-05,5,13.00\nc8,2026-01-06,70,14.00\nc2,2026-01-01,2,20.00\n",
        "returns.csv", "number,day\n60,2026-01-07\n70,2026-01-09\n5,2026-01-09\n",
    ];

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task The_base_is_that_of_taking_them_in_the_order_of_their_commits(bool reversed, bool delta)
    {
        await using var together = await OpenAsync();
        var first = Begin(together, reversed ? Two : One, delta);
        var second = Begin(together, reversed ? One : Two, delta);
        var outcome = together.Spine.Finish(ref first.Work, first.Collected, first.Size);
        await together.Spine.SettleAsync(first.Work, first.Request, outcome);
        Assert.Equal(0, first.Work.Attempt);
        outcome = together.Spine.Finish(ref second.Work, second.Collected, second.Size);
        Assert.Equal(1, second.Work.Attempt);
        Assert.Equal((1, 2), (Attempts(together, second, "orders"), Joined(together, second)));
        await together.Spine.SettleAsync(second.Work, second.Request, outcome);

        await using var inTurn = await OpenAsync();
        foreach (var dumps in reversed ? new[] { Two, One } : [One, Two])
            Assert.Null((await inTurn.Spine.ImportAsync(inTurn.Drop(dumps), delta)).Fault);
        var (found, expected) = (Base(together), Base(inTurn));
        Assert.Equivalent(expected, found, strict: true);
        Assert.Equal(3, found.Version);
        var receipts = (together.Spine.Get<Receipts>(), inTurn.Spine.Get<Receipts>());
        Assert.All(found.Imports, import => Assert.Equivalent(
            receipts.Item2.Read(import.Id), receipts.Item1.Read(import.Id), strict: true));
        Assert.False(together.Spine.Get<ImportScratch>().IsBusy);
    }

    [Fact]
    public async Task The_order_of_commits_decides_who_has_a_key()
    {
        await using var shop = await OpenAsync();
        var (first, second) = (Begin(shop, One, delta: true), Begin(shop, Two, delta: true));
        // The second to arrive is the first to be committed.
        shop.Spine.Finish(ref second.Work, second.Collected, second.Size);
        Assert.False(shop.Spine.Get<CommitBase>().Run(first.Work));
        shop.Spine.Finish(ref first.Work, first.Collected, first.Size);
        var store = shop.Spine.Get<BaseStore>();
        var orders = Base(shop).Tables["orders"].Select(table => store.ReadTable(table.File)).ToArray();
        // c3 has bought three times before, and order 5 is c2's now.
        Assert.Equal(3, orders.Sum(table => Rows(table, "c3")));
        Assert.Equal(3, orders.Sum(table => Rows(table, "c2")));
    }

    [Fact]
    public async Task A_commit_that_is_repeated_is_done()
    {
        await using var shop = await OpenAsync();
        var taken = Begin(shop, One, delta: true);
        Assert.True(shop.Spine.Get<CommitBase>().Run(taken.Work));
        Assert.True(shop.Spine.Get<CommitBase>().Run(taken.Work));
        Assert.Equal(2, Base(shop).Version);
    }

    [Fact]
    public async Task The_same_dumps_twice_at_once_are_taken_once()
    {
        await using var shop = await OpenAsync();
        var (first, second) = (Begin(shop, One, delta: true), Begin(shop, One, delta: true));
        Assert.False(shop.Spine.Finish(ref first.Work, first.Collected, first.Size).AlreadyTaken);
        var outcome = shop.Spine.Finish(ref second.Work, second.Collected, second.Size);
        Assert.True(outcome.AlreadyTaken);
        Assert.Equal(2, Base(shop).Version);
        await shop.Spine.SettleAsync(second.Work, second.Request, outcome);
        Assert.All(
            Base(shop).Imports[^1].Files,
            file => Assert.True(shop.Folder.Data.Has($"{Base(shop).Imports[^1].Accepted}/{file.Name}")));
    }

    private static async Task<Shop> OpenAsync()
    {
        var shop = await Shop.OpenAsync();
        await shop.ImportAsync(
            "customers.csv", Shop.Customers,
            "orders.csv", Head + "c1,2026-01-01,1,10.00\nc2,2026-01-01,2,10.00\nc2,2026-01-02,3,10.00\n"
                + "c3,2026-01-01,4,10.00\nc3,2026-01-02,5,10.00\nc3,2026-01-03,6,10.00\nc3,2026-01-04,7,10.00\n",
            "returns.csv", "number,day\n5,2026-01-03\n6,2026-01-04\n99,2026-01-04\n");
        return shop;
    }

    /// <summary>Collects dumps and builds them on the current base; nothing is committed.</summary>
    private static Begun Begin(Shop shop, string[] dumps, bool delta)
    {
        var request = new ImportRequest(shop.Drop(dumps), IsInbox: false)
        {
            Delta = delta,
            Workspace = shop.Spine.Version,
        };
        var work = EndToEnd.PlainSpine.NewWork();
        var collected = shop.Spine.Get<CollectDumps>().Run(new DumpsToCollect(work, request));
        return new Begun { Work = work, Request = request, Collected = collected, Size = shop.Spine.Build(work) };
    }

    /// <summary>How often the only chunk of a source was parsed, whatever the attempts.</summary>
    private static int Attempts(Shop shop, Begun begun, string source) => shop.Folder.Data.Read(
        $"{begun.Work.Scratch}/parsed/{begun.Collected.Import}/{source}/chunk-0.attempts").Length;

    /// <summary>How often the only chunk of the joined source was parsed: what it finds depends on the base.</summary>
    private static int Joined(Shop shop, Begun begun) => shop.Folder.Files().Count(
        file => file.StartsWith($"data/{begun.Work.Scratch}/", StringComparison.Ordinal)
            && file.EndsWith("/2/parsed/chunk-0.attempts", StringComparison.Ordinal));

    private static int Rows(Engine.Base.Table table, string customer)
    {
        var found = table.Ids.IndexInSorted(System.Text.Encoding.UTF8.GetBytes(customer));
        return found < 0 ? 0 : table.Starts[found + 1] - table.Starts[found];
    }

    private static BaseManifest Base(Shop shop) => shop.Spine.Get<BaseStore>().Load()!;

    private sealed class Begun
    {
        public ImportWork Work = null!;

        public required ImportRequest Request { get; init; }

        public required CollectedDumps Collected { get; init; }

        public required BuildSize Size { get; init; }
    }
}
