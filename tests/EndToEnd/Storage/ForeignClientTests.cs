using System.Diagnostics;
using System.Text.Json;
using Azurite;
using EndToEnd.Serve;

namespace EndToEnd.Storage;

/// <summary>
/// Dumps that npm's @azure/storage-blob uploads become results that npm's @azure/data-tables reads, field by field
/// those of the HTTP API.
/// </summary>
public sealed class ForeignClientTests
{
    private static readonly string[] Ids = ["a", "a/b", "100%", "ümläut 名前 😀", "a+b c", "it's \"quoted\"", "q?x=1&y#z"];

    [Fact]
    public async Task What_one_client_uploads_another_reads_as_http_tells_it()
    {
        if (AzuriteServer.Missing is { } why)
            Assert.Skip(why);
        var account = AzuriteServer.Shared.NewAccount();
        await using var app = await RunningApp.StartAsync(Workspace, storage: account);
        await UploadAsync(app, account, "first", "2024-02-01", Shop.Orders("2024-01-20", 10, Ids));
        await app.FinishedAsync(1);
        await AssertSameAsync(app, account, run: 1);
        await UploadAsync(app, account, "second", "2024-03-01", Shop.Orders("2024-02-20", 900, "a/b", "100%"));
        await app.FinishedAsync(2);
        await AssertSameAsync(app, account, run: 2);
    }

    /// <summary>The shop, with names and owners.</summary>
    private static string Workspace(TempFolder folder)
    {
        var workspace = Shop.Workspace(folder);
        folder.Write("workspace/sources.yaml", $$"""
            customers: { file: customers.csv, id: id, name: name, owner: owner }
            {{folder.Text("workspace/sources.yaml")}}
            """);
        return workspace;
    }

    private static async Task UploadAsync(RunningApp app, string account, string name, string asOf, string orders)
    {
        app.Folder.Write($"{name}/{Shop.OrdersFile}", orders);
        app.Folder.Write($"{name}/customers.csv", string.Concat(
            Ids.Select((id, i) => $"\"{id.Replace("\"", "\"\"", StringComparison.Ordinal)}\",Näme {i},owner-{name}\n").Prepend("id,name,owner\n")));
        app.Folder.Write($"{name}/manifest.json", JsonSerializer.Serialize(new
        {
            mode = name == "first" ? "snapshot" : "delta",
            asOf,
            files = new[] { new { name = Shop.OrdersFile }, new { name = "customers.csv" } },
        }));
        await NodeAsync("upload.cjs", account, app.Folder[name], $"inbox/{name}");
    }

    private static async Task AssertSameAsync(RunningApp app, string account, int run)
    {
        var rows = await NodeAsync("read.cjs", account, "segments");
        var current = rows.Where(row => Text(row, "rowKey").StartsWith("c~", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Ids.Order(StringComparer.Ordinal), current.Select(row => Text(row, "Customer")).Order(StringComparer.Ordinal));
        foreach (var row in current)
        {
            var id = Text(row, "Customer");
            var told = await app.Api.OkAsync($"customers/{Uri.EscapeDataString(id)}");
            using var stored = JsonDocument.Parse(Text(row, "Current"));
            Assert.Equal(run, told["run"].GetInt32());
            Assert.StartsWith("Näme ", told["name"].GetString(), StringComparison.Ordinal);
            Assert.Equal(stored.RootElement.GetProperty("name").GetString(), told["name"].GetString());
            Assert.Equal(stored.RootElement.GetProperty("owner").GetString(), told["owner"].GetString());
            Assert.Equal(
                Segments(stored.RootElement, since => since.GetInt32()),
                Segments(told.Json, since => RunOf(app, since).GetAwaiter().GetResult()));
            var history = await app.Api.OkAsync($"customers/{Uri.EscapeDataString(id)}/history");
            var key = $"t~{Text(row, "rowKey")[2..]}~";
            Assert.Equal(
                rows.Where(r => Text(r, "rowKey").StartsWith(key, StringComparison.Ordinal)).SelectMany(Moves),
                history.Items.Select(item => Move(item.GetProperty("run").GetInt32(), item)));
        }
    }

    private static IEnumerable<string> Moves(JsonElement row)
    {
        using var moves = JsonDocument.Parse(Text(row, "Moves"));
        return [.. moves.RootElement.EnumerateArray().Select(move => Move(row.GetProperty("Run").GetInt32(), move))];
    }

    private static string Move(int run, JsonElement move) => string.Join('|', [
        run, .. new[] { "scheme", "from", "to", "direction", "cause" }.Select(name => move.GetProperty(name).GetString())]);

    private static string[] Segments(JsonElement result, Func<JsonElement, int> run) =>
    [
        .. result.GetProperty("segments").EnumerateObject().Select(scheme => string.Join('|',
            scheme.Name, scheme.Value.GetProperty("segment").GetString(), run(scheme.Value.GetProperty("since")),
            string.Join(',', scheme.Value.GetProperty("scores").EnumerateObject().Select(s => $"{s.Name}={s.Value}")))),
    ];

    /// <summary>The run that was published at a time.</summary>
    private static async Task<int> RunOf(RunningApp app, JsonElement since) => (await app.Api.OkAsync("runs")).Items
        .Single(run => run.GetProperty("publishedAt").GetString() == since.GetString()).GetProperty("run").GetInt32();

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    /// <summary>Runs a script; tells what it printed, a JSON per line.</summary>
    private static async Task<JsonElement[]> NodeAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "node", [Path.Combine(AppContext.BaseDirectory, "Storage", script), AzuriteServer.Packages, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancel = TestContext.Current.CancellationToken;
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var output = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, await errors);
        return
        [
            .. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
    }
}
