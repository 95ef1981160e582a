using EndToEnd;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class CustomerDirectoriesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_directory_has_every_customer_of_the_run_whatever_the_shards(int shards)
    {
        await using var spine = await OpenAsync(shards);
        await RunAsync(spine, "id,name,owner,crm,city\nb,Bo,u1,1,x\na,,,2,y\nc,Cy,u2,,\n");
        Assert.Equal(
            [
                "a - - [crm=2] rfm=good", "b Bo u1 [crm=1] rfm=rest", "c Cy u2 [] rfm=rest",
                "z - - [] rfm=good",
            ],
            Lines(Directories().Of(1)));
    }

    [Fact]
    public async Task A_directory_stays_that_of_its_run_when_names_change()
    {
        await using var spine = await OpenAsync(2);
        var directories = Directories();
        await RunAsync(spine, "id,name,owner,crm,city\na,Ann,u1,1,x\n");
        var first = directories.Of(1);
        await RunAsync(spine, "id,name,owner,crm,city\na,Anna,u2,1,x\nd,Di,u2,4,x\n");
        Assert.Equal("Anna", directories.Of(2).Candidate(0).Name);
        Assert.Same(first, directories.Of(1));
        Assert.Equal(Lines(first), Lines(Directories().Of(1)));
        Assert.Equal(new Candidate("a", "Ann", "u1"), first.Candidate(0));
        Assert.Equal(["a", "z"], Some.Strings(first.Ids));
        Assert.Equal(["a", "d", "z"], Some.Strings(directories.Of(2).Ids));
    }

    [Fact]
    public async Task Without_any_list_of_customers_there_are_ids_and_segments()
    {
        await using var spine = await OpenAsync(2);
        await RunAsync(spine, null);
        Assert.Equal(["a - - [] rfm=rest", "z - - [] rfm=rest"], Lines(Directories().Of(1)));
    }

    [Fact]
    public async Task A_field_named_like_a_key_is_no_key()
    {
        await using var spine = await OpenAsync(2, "sources.yaml", Some.Sources.Replace(
            "city: text", "key_size: { column: city, type: integer }", StringComparison.Ordinal));
        await RunAsync(spine, "id,name,owner,crm,city\na,Ann,u1,1,8\n");
        Assert.Equal(["crm"], Directories().Of(1).Keys.Select(key => key.Name));
    }

    private CustomerDirectories Directories() => new(_folder.Data, new Settings { Parallelism = 2 });

    private static string[] Lines(CustomerDirectory directory) =>
        [.. Enumerable.Range(0, directory.Ids.Count).Select(row => $"{directory.Ids.Text(row)} "
            + $"{directory.Candidate(row).Name ?? "-"} {directory.Candidate(row).Owner ?? "-"} "
            + $"[{Pairs(directory.Keys, row)}] {Pairs(directory.Segments, row)}")];

    private static string Pairs(IReadOnlyList<NamedTexts> columns, int row) => string.Join(
        ' ', CustomerDirectory.Texts(columns, row).Select(pair => $"{pair.Key}={pair.Value}"));

    private Task<PlainSpine> OpenAsync(int shards, params string[] definitions) => PlainSpine.OpenAsync(
        _folder.Data, Some.Workspace(definitions), new Settings { Shards = shards, Parallelism = 2 });

    private async Task RunAsync(PlainSpine spine, string? customers)
    {
        if (customers is not null)
            _folder.Write("in/customers.csv", customers);
        _folder.Write("in/orders.csv", "id,day,number,amount\na,2026-01-01,1,5.00\nz,2026-01-02,2,5.00\n");
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 1, 3) });
    }
}
