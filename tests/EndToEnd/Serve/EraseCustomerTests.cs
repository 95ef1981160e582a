using System.Text;

namespace EndToEnd.Serve;

/// <summary>A customer is erased over HTTP, on the real runtime.</summary>
public sealed class EraseCustomerTests
{
    [Fact]
    public async Task It_is_unknown_and_found_in_no_file_when_the_erasure_is_done()
    {
        await using var app = await RunningApp.StartAsync(Shop.Accounts);
        app.Drop(
            "snapshot", "2024-02-01",
            ("customers.csv", "id,name,owner,hubspot\nC-00001,Ann Archer,u1,H-4711\nC-00002,Bo,u2,H-2\n"u8.ToArray()),
            (Shop.OrdersFile, Encoding.UTF8.GetBytes(Shop.Orders("2024-01-20", 10, "C-00001", "C-00002"))));
        await app.FinishedAsync(1);
        var before = await app.Api.OkAsync("customers/C-00002/history");
        Assert.Equal(404, (await app.Api.SendAsync(HttpMethod.Delete, "customers/C-00009")).Status);

        var answer = await app.Api.SendAsync(HttpMethod.Delete, "customers/Ann%20Archer");
        Assert.Equal((202, "/api/runs"), (answer.Status, answer.Headers.Location!.ToString()));
        await app.FinishedAsync(2);
        await RunningApp.UntilAsync(
            () => Task.FromResult(Directory.EnumerateFiles(app.Folder["data/base/erasing"]).Any()),
            isAtWork => !isAtWork);
        Assert.Empty(Files(app, "C-00001", "Ann Archer", "H-4711"));
        foreach (var path in new[] { "customers/C-00001", "customers/C-00001/explain", "customers/C-00001/history" })
            Assert.Equal(404, (await app.Api.GetAsync(path)).Status);
        Assert.Equal(404, (await app.Api.SendAsync(HttpMethod.Delete, "customers/C-00001")).Status);
        Assert.Empty((await app.Api.OkAsync("customers?q=archer")).Items);
        Assert.Equal(before.Body, (await app.Api.OkAsync("customers/C-00002/history")).Body);
        Assert.Equal(
            ["segmentation.import.accepted.v1", "segmentation.run.published.v1"],
            app.Messages().Select(message => message.GetProperty("type").GetString()).Distinct().Order());
    }

    /// <summary>The files of the data folder whose name or content has one of some texts.</summary>
    private static string[] Files(RunningApp app, params string[] texts) =>
    [
        .. Directory.EnumerateFiles(app.Data, "*", SearchOption.AllDirectories)
            .Where(file => texts.Any(text => file.Contains(text, StringComparison.Ordinal) || Has(file, text))),
    ];

    private static bool Has(string file, string text)
    {
        try
        {
            using var stream = new FileStream(
                file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
        }
        catch (IOException)
        {
            // It went away, or is held by the one process that works in the folder.
            return false;
        }
    }
}
