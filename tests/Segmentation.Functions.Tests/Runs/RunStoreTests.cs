using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class RunStoreTests : IDisposable
{
    private static readonly BaseManifest Manifest = BaseManifest.Empty("shop", 1, "hash");

    private readonly TempFolder _folder = new();
    private readonly RunStore _runs;

    public RunStoreTests() => _runs = new RunStore(_folder.Data);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_keeps_its_inputs_and_what_a_killed_one_left_is_gone()
    {
        var inputs = Inputs(7);
        _folder.Write("data/runs/7/left", "");
        _runs.Begin(inputs, Manifest, Some.Workspace(), []);
        Assert.False(_runs.Has(6));
        Assert.True(_runs.Has(7));
        Assert.Equal(inputs, _runs.Inputs(7));
        Assert.Equivalent(Manifest, _runs.Base(7), strict: true);
        Assert.Equal(WorkspaceFolder.Version(Some.Workspace()), WorkspaceFolder.Version(_runs.Workspace(7)));
        Assert.False(_folder.Data.Has("runs/7/left"));
        Assert.Single(_runs.Bases());
    }

    [Fact]
    public void A_shard_cut_anywhere_is_one_clear_fault()
    {
        _runs.Begin(Inputs(1), Manifest, Some.Workspace(), []);
        _runs.WriteShard(1, 0, Shard());
        Assert.Equal(["a", "b"], Some.Strings(_runs.Shard(1, 0).Ids));
        var bytes = _folder.Data.Read("runs/1/shards/0");
        for (var length = 0; length < bytes.Length; length++)
        {
            _folder.Data.Write("runs/1/shards/0", bytes.AsMemory(0, length));
            Assert.Contains(
                "the file is damaged; expected ",
                Assert.Throws<ImportException>(() => _runs.Shard(1, 0)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_flipped_byte_of_a_shard_is_read_or_one_clear_fault()
    {
        _runs.Begin(Inputs(1), Manifest, Some.Workspace(), []);
        _runs.WriteShard(1, 0, Shard());
        var bytes = _folder.Data.Read("runs/1/shards/0");
        for (var at = 0; at < bytes.Length; at++)
        {
            bytes[at] ^= 1;
            _folder.Data.Write("runs/1/shards/0", bytes);
            bytes[at] ^= 1;
            var fault = Record.Exception(() => _runs.Shard(1, 0));
            Assert.True(fault is null or ImportException, $"byte {at}: {fault}");
        }
    }

    [Fact]
    public void Missing_and_damaged_files_are_one_clear_fault()
    {
        foreach (var read in new Action[]
        {
            () => _runs.Inputs(9), () => _runs.Base(9), () => _runs.Calibration(9), () => _runs.Shard(9, 0),
        })
            Assert.Contains(
                ": the file is missing; expected ",
                Assert.Throws<ImportException>(read).Message, StringComparison.Ordinal);
        foreach (var name in new[]
        {
            "runs/9/inputs.json", "runs/9/base.json", "runs/9/calibration.json",
        })
            _folder.Write($"data/{name}", "{");
        foreach (var read in new Action[]
        {
            () => _runs.Inputs(9), () => _runs.Base(9), () => _runs.Calibration(9),
        })
            Assert.Contains(
                ": the file is damaged; expected ",
                Assert.Throws<ImportException>(read).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_runs_and_those_of_seven_days_are_kept()
    {
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        foreach (var (run, days) in new[] { (1, 30.0), (2, 7.01), (3, 6.99), (9, 40.0), (10, 39.0), (11, 38.0) })
        {
            var file = _folder.Write($"data/runs/{run}/base.json", "");
            File.SetLastWriteTimeUtc(file, now.UtcDateTime.AddDays(-days));
        }

        _folder.Write("data/runs/other/x", "");
        File.SetLastWriteTimeUtc(_folder.Write("data/runs/12/base.json", ""), now.UtcDateTime.AddDays(-37));
        _runs.CleanUp(now, [9, 10, 11, 12]);
        Assert.Equal(["10", "11", "12", "3", "9", "other"], _folder.Data.Folders("runs"));
        _runs.CleanUp(now.AddDays(1), [10, 11, 12]);
        Assert.Equal(["10", "11", "12", "other"], _folder.Data.Folders("runs"));
    }

    [Fact]
    public void The_last_run_of_each_of_four_months_is_kept_for_the_review_of_a_quarter()
    {
        (int Run, string AsOf)[] runs =
        [
            (1, "2026-01-31"), (2, "2026-02-27"), (3, "2026-02-28"), (4, "2026-03-31"), (5, "2026-04-01"),
            (6, "2026-05-30"), (7, "2026-05-31"),
        ];
        foreach (var (run, asOf) in runs)
        {
            _folder.Data.Write(RunStore.Name(run, RunStore.InputsFile), JsonSerializer.SerializeToUtf8Bytes(
                Inputs(run) with { AsOf = DateOnly.Parse(asOf, System.Globalization.CultureInfo.InvariantCulture) },
                Json.Options));
        }

        Assert.Equal([7, 5, 4, 3], _runs.MonthEnds([9, 7, 6, 5, 4, 3, 2, 1]));
        // A run that was given up is no month's last.
        Assert.Equal([6, 5, 4, 2], _runs.MonthEnds([6, 5, 4, 2, 1]));
    }

    [Fact]
    public void The_folder_of_a_run_names_its_number()
    {
        Assert.Equal("runs/12", RunStore.Folder(12));
        Assert.Equal(12, RunStore.Number(RunStore.Folder(12)));
        Assert.Equal("runs/12/report.json", RunStore.Name(12, RunReport.File));
    }

    private static RunInputs Inputs(int run) => new(run, 3, "shop", "v", new DateOnly(2026, 2, 28), 6, "import");

    private static ScoredShard Shard() => new(
        Some.Texts("a", "b"), ["m", "rfm.segment", "c", "n"],
        [
            new MoneyColumn([1.5m, 2m]), Some.Column("best", "rest"),
            new IntegerColumn([1, 1]), new NumberColumn([1, 2])]);
}
