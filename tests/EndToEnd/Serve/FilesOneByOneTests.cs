using Segmentation.Functions.Imports;

namespace EndToEnd.Serve;

/// <summary>Exports of a CRM that are copied into the inbox one after another, with nothing that says when all are
/// there.</summary>
public sealed class FilesOneByOneTests
{
    private const string FirstDay = "2026-01-01";
    private const string NextDay = "2026-02-01";

    private static readonly string[] Objects = ["companies", "deals", "tickets", "contacts"];

    [Fact]
    public async Task Four_files_of_HubSpot_are_one_import_and_one_run_and_a_later_file_is_another()
    {
        await using var app = await RunningApp.StartAsync(Workspace, new FastClock());
        await CopyOneByOneAsync(app, Objects);
        await app.FinishedAsync(1);
        await IsEmptyAsync(app);
        var import = Assert.Single((await app.ImportsAsync(1, "accepted")).Items).GetProperty("import").GetString();
        Assert.Single((await app.Api.OkAsync("runs")).Items);
        Assert.Equal(Objects.Length, (await app.Api.OkAsync($"imports/{import}"))["files"].GetArrayLength());

        Copy(app, "import-02", NameOf("deals", NextDay));
        await app.FinishedAsync(2);
        await IsEmptyAsync(app);
        Assert.Equal(2, (await app.ImportsAsync(2, "accepted")).Items.Length);
        Assert.Equal(2, (await app.Api.OkAsync("runs")).Items.Length);
    }

    /// <summary>Generates the exports of two months; what reads them is proposed from the four of the first.</summary>
    private static string Workspace(TempFolder folder)
    {
        Command.Done(
            "generate", folder["all"], "--business", "b2b-saas", "--shape", "hubspot", "--customers", "60",
            "--imports", "2");
        foreach (var one in Objects)
            folder.Write($"first/{NameOf(one, FirstDay)}", folder.Bytes($"all/import-01/{NameOf(one, FirstDay)}"));
        Command.Done("init", folder["proposed"], "--from", folder["first"]);
        // Of so few customers, many move in a month.
        folder.Write("proposed/workspace.yaml", folder.Text("proposed/workspace.yaml") + "hold_if_moved: 100%\n");
        return folder["proposed"];
    }

    /// <summary>Copies each file while the look after the one before it is held: no look sees an unchanged inbox.
    /// </summary>
    private static async Task CopyOneByOneAsync(RunningApp app, string[] objects)
    {
        var look = app.Gates.Hold(nameof(InspectInbox), isAfter: false);
        foreach (var one in objects)
        {
            Copy(app, "import-01", NameOf(one, FirstDay));
            await look.ReachedAsync();
            var next = app.Gates.Hold(nameof(InspectInbox), isAfter: false);
            look.Open();
            look = next;
        }

        look.Open();
    }

    private static void Copy(RunningApp app, string import, string name) =>
        File.Copy(app.Folder[$"all/{import}/{name}"], app.Folder[$"data/dumps/inbox/{name}"]);

    private static string NameOf(string one, string day) => $"hubspot-crm-exports-all-{one}-{day}.csv";

    private static Task<string[]> IsEmptyAsync(RunningApp app) => RunningApp.UntilAsync(
        () => Task.FromResult(Directory.GetFiles(app.Folder["data/dumps/inbox"])), files => files.Length == 0);
}
