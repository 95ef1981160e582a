using System.Text.Json;

namespace EndToEnd.Serve;

/// <summary>A customer that was imported, and that no published run has yet, is told apart from one that nobody knows.
/// </summary>
public sealed class WaitingCustomerTests
{
    private const string Waiting = "awaiting-first-run";
    private const string Unknown = "unknown-customer";
    private const string Body = """{"segment":"big","reason":"r","author":"a","expires":"2024-05-01"}""";

    [Fact]
    public async Task Who_waits_for_a_run_is_not_unknown()
    {
        await using var app = await RunningApp.StartAsync(Shop.Workspace);
        var gate = app.Gates.Hold("FreezeRun", isAfter: false);
        app.Drop("delta", "2024-02-01", Shop.OrdersFile, Shop.Orders("2024-01-20", 10, "a"));
        await gate.ReachedAsync();
        await TellsApartAsync(app.Api, "a");
        gate.Open();
        await app.FinishedAsync(1);

        gate = app.Gates.Hold("FreezeRun", isAfter: false);
        app.Drop("delta", "2024-02-02", Shop.OrdersFile, Shop.Orders("2024-01-21", 10, "b"));
        await gate.ReachedAsync();
        await TellsApartAsync(app.Api, "b");
    }

    private static async Task TellsApartAsync(Api api, string waiting)
    {
        foreach (var path in new[] { "", "/explain", "/history" })
        {
            var answer = await api.OkAsync($"customers/{waiting}{path}");
            Assert.Equal((waiting, Waiting), (answer["customer"].GetString(), answer["status"].GetString()));
            BadRequestTests.IsProblem(await api.GetAsync($"customers/nobody{path}"), 404, Unknown);
        }

        var both = await api.PostAsync("customers/lookup", JsonSerializer.Serialize(new[] { waiting, "nobody" }));
        Assert.Equal([Waiting, Unknown], both.Items.Select(item => item.GetProperty("status").GetString()));
        foreach (var (id, status, code) in new[] { (waiting, 409, Waiting), ("nobody", 404, Unknown) })
        {
            BadRequestTests.IsProblem(
                await api.PostAsync($"customers/{id}/whatif", """{"measures":{}}"""), status, code);
            BadRequestTests.IsProblem(
                await api.PostAsync($"customers/{id}/split", """{"reason":"r","author":"a"}"""), status, code);
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
            {
                BadRequestTests.IsProblem(
                    await api.SendAsync(
                        method, $"customers/{id}/overrides/size",
                        method == HttpMethod.Put ? new StringContent(Body) : null),
                    status, code);
            }
        }
    }
}
