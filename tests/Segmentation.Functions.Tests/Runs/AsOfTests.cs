using Microsoft.Extensions.Time.Testing;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class AsOfTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 10, 23, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Manifest = new(2026, 5, 5);

    [Fact]
    public void The_day_that_is_asked_for_goes_before_all() => Assert.Equal(
        new DateOnly(2020, 2, 29),
        Of(new RunRequest { AsOf = new DateOnly(2020, 2, 29), AsOfNewest = true, Import = "b" }));

    [Fact]
    public void An_import_that_was_not_segmented_yet_names_the_day()
    {
        Assert.Equal(Manifest, Of(new RunRequest(), segmented: 1));
        Assert.Equal(Manifest, Of(new RunRequest { AsOfNewest = true }, segmented: 1));
    }

    [Fact]
    public void An_import_that_was_segmented_names_it_no_more() =>
        Assert.Equal(new DateOnly(2026, 6, 10), Of(new RunRequest(), segmented: 2));

    [Fact]
    public void An_import_that_is_named_counts_although_it_was_segmented()
    {
        Assert.Equal(Manifest, Of(new RunRequest { Import = "b" }, segmented: 2));
        Assert.Equal(new DateOnly(2026, 6, 10), Of(new RunRequest { Import = "a" }, segmented: 1));
    }

    [Theory]
    [InlineData("UTC", "2026-06-10")]
    [InlineData("Europe/Berlin", "2026-06-11")]
    [InlineData("America/New_York", "2026-06-10")]
    public void Today_is_the_day_in_the_zone_of_the_workspace(string zone, string day) => Assert.Equal(
        day, Of(new RunRequest(), zone: zone).ToString("yyyy-MM-dd", null));

    [Theory]
    [InlineData(20_000, "2024-10-05")]
    [InlineData(0, "1970-01-02")]
    [InlineData(2_932_895, "9999-12-31")]
    [InlineData(2_932_896, "9999-12-31")]
    public void The_day_after_the_newest_event_stays_in_the_calendar(int newest, string day) => Assert.Equal(
        day, Of(new RunRequest { AsOfNewest = true }, newest: newest).ToString("yyyy-MM-dd", null));

    [Fact]
    public void Without_events_it_is_today() =>
        Assert.Equal(new DateOnly(2026, 6, 10), Of(new RunRequest { AsOfNewest = true }, newest: null));

    private static DateOnly Of(RunRequest request, int segmented = 2, int? newest = 20_000, string zone = "UTC")
    {
        var table = new TableShard(new StoredFile("f", "h", 1), 1, newest);
        var manifest = BaseManifest.Empty("shop", 1, "hash") with
        {
            Version = 2,
            Imports =
            [
                new TakenImport("a", ImportMode.Delta, []), new TakenImport("b", ImportMode.Delta, [], Manifest),
            ],
            Tables = new Dictionary<string, IReadOnlyList<TableShard>> { ["orders"] = [table] },
        };
        var workspace = Some.Workspace("workspace.yaml", $"name: shop\ncurrency: EUR\ntime_zone: {zone}\n");
        return AsOf.Of(request, manifest, workspace, segmented, new FakeTimeProvider(Now).GetUtcNow());
    }
}
