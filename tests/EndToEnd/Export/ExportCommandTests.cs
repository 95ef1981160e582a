using Segmentation.Cli.Commands;
using Segmentation.Functions.Blobs;

namespace EndToEnd.Export;

/// <summary><c>segment export</c> and <c>segment reset</c> on one data folder.</summary>
public sealed class ExportCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Export_says_what_it_wrote_what_it_leaves_out_and_how_to_import_it()
    {
        Fill();
        var said = Command.Done("export", "--data", _folder["data"], "--out", _folder["out"]).Output
            .Replace("\n  ", " ", StringComparison.Ordinal);
        Assert.StartsWith(
            $"base 2 is written to {_folder["out"]}: 5 files, 17 rows\n", said, StringComparison.Ordinal);
        Assert.Contains(
            "note: values are exact: a text that looks like a formula is not made safe for spreadsheets\n", said,
            StringComparison.Ordinal);
        Assert.Contains("note: amounts are in EUR;", said, StringComparison.Ordinal);
        Assert.Contains(
            "note: customers that were missing from their last snapshot, of which the mark is lost: 1\n", said,
            StringComparison.Ordinal);
        Assert.EndsWith(
            $"to import it: segment run {_folder["out/dumps"]} --workspace {_folder["out/workspace"]} --data NEW\n",
            said, StringComparison.Ordinal);
        Assert.Equal(
            $"--out: '{_folder["out"]}' is not empty; expected a new or empty folder; name another folder",
            Command.Fails(2, "export", "--data", _folder["data"], "--out", _folder["out"]));

        Assert.StartsWith(
            $"{_folder["data"]}: nobody said yes; nothing was deleted",
            Command.Fails(1, "reset", "--data", _folder["data"]), StringComparison.Ordinal);
        using (LocalApp.TryOwn(_folder["data"]))
        {
            Assert.StartsWith(
                $"{_folder["data"]}: another process works in this data folder",
                Command.Fails(2, "reset", "--data", _folder["data"], "--yes"), StringComparison.Ordinal);
        }

        _folder.Write("data/dumps/inbox/mine.csv", "a\n");
        _folder.Write("data/notes.txt", "mine");
        Assert.Equal(
            $"deleted in {_folder["data"]}: base 2 of workspace odd, runs (2), published/latest, definitions, tables, "
            + "messages\n",
            Command.Done("reset", "--data", _folder["data"], "--yes", "--keep-dumps").Output);
        var data = new DataFolder(_folder["data"]);
        Assert.Equal(2, data.Folders("dumps/accepted").Count);
        Assert.Equal(["dumps"], data.Folders(""));
        Assert.Equal([".lock", "notes.txt"], data.Files(""));
        Assert.True(data.Has("dumps/inbox/mine.csv"));
    }

    [Theory]
    [InlineData("export", "--out", "out")]
    [InlineData("reset", "--yes", null)]
    public void A_folder_that_is_no_data_folder_is_told_and_stays_as_it_is(string command, string option, string? value)
    {
        _folder.Write("mine/runs/1/report.json", "{}");
        string[] arguments = value is null ? [option] : [option, _folder[value]];
        var error = Command.Run([command, "--data", _folder["mine"], .. arguments]);
        Assert.NotEqual(0, error.Code);
        Assert.StartsWith($"{_folder["mine"]}: no ", error.Error, StringComparison.Ordinal);
        Assert.Equal(["runs/1/report.json"], new DataFolder(_folder["mine"]).List("").Select(file => file.Name));
    }

    /// <summary>A base of two imports and a run.</summary>
    private void Fill()
    {
        var workspace = Odd.Workspace(_folder);
        foreach (var import in Odd.Imports(_folder))
        {
            Command.Published(
                _folder["data"], "run", import, "--workspace", workspace, "--as-of", "2026-06-01");
        }
    }
}
