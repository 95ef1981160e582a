namespace EndToEnd.Serve;

/// <summary>Beyond this machine everything but health asks for the key.</summary>
public sealed class KeyTests
{
    private const string Key = "correct horse";

    [Fact]
    public async Task Everything_but_health_asks_for_the_key()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace, host: "0.0.0.0", key: Key);
        using var stranger = new Api(app.Api.Root);
        using var guesser = new Api(app.Api.Root, Key + "!");
        foreach (var api in new[] { stranger, guesser })
        {
            Assert.Equal(200, (await api.GetAsync("health")).Status);
            foreach (var path in new[]
            {
                "customers/a", "customers/a/explain", "customers/a/history", "schemes", "schemes/size",
                "schemes/size/segments/big/customers", "transitions", "imports", "imports/x", "imports/x/rejects",
                "runs", "runs/1",
            })
            {
                BadRequestTests.IsProblem(await api.GetAsync(path), 401, "unauthorized");
            }

            foreach (var path in new[] { "runs", "customers/lookup" })
                BadRequestTests.IsProblem(await api.PostAsync(path, "{}"), 401, "unauthorized");
        }

        Assert.Equal(200, (await app.Api.GetAsync("runs")).Status);
        Assert.Equal(200, (await app.Api.GetAsync("schemes")).Status);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    public void Serving_beyond_this_machine_without_a_key_is_refused(string host)
    {
        using var folder = new TempFolder();
        var error = Command.Fails(
            2, "serve", "--host", host, "--port", "0", "--data", folder["data"], "--workspace", "starter");
        Assert.Contains("key", error, StringComparison.OrdinalIgnoreCase);
    }
}
