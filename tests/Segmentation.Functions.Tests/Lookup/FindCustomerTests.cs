using EndToEnd;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class FindCustomerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("007", "007")]
    [InlineData(" 007 ", "007")]
    [InlineData("crm-1", "007")]
    [InlineData("CRM-1", "007")]
    [InlineData("crm:crm-1", "007")]
    [InlineData("ann", "007")]
    [InlineData(" ANN\t", "007")]
    [InlineData("Élodie", "008")]
    [InlineData("only-orders", "only-orders")]
    // A key that is so exactly goes before one that differs in case.
    [InlineData("k5", "10")]
    [InlineData("K5", "9")]
    public async Task A_customer_is_found_by_id_key_or_name(string text, string id)
    {
        await RunAsync();
        var match = Find(text);
        Assert.Equal((id, 1, ""), (match.Id, match.Count, match.Suggestion));
        Assert.Empty(match.Candidates);
    }

    [Fact]
    public async Task An_id_goes_before_a_name_and_is_compared_exactly()
    {
        await RunAsync();
        Assert.Equal("Bob", Find("Bob").Id);
        var match = Find("bob");
        Assert.Equal((null, 2), (match.Id, match.Count));
        Assert.Equal([new Candidate("10", "BOB", "u2"), new Candidate("9", "bob", null)], match.Candidates);
        Assert.Equal((null, 0, ""), (Find("7").Id, Find("7").Count, Find("7").Suggestion));
    }

    [Theory]
    [InlineData("Harbour Foods", "did you mean 'Harbor Foods'?")]
    [InlineData("habror fods", "did you mean 'Harbor Foods'?")]
    [InlineData("elodie", "did you mean 'élodie'?")]
    [InlineData("Northwind", "")]
    [InlineData("Harbor", "")]
    public async Task A_name_that_is_nearly_right_is_suggested(string text, string suggestion)
    {
        await RunAsync();
        Assert.Equal((0, suggestion), (Find(text).Count, Find(text).Suggestion));
    }

    [Fact]
    public async Task Of_many_customers_five_are_shown_and_all_counted()
    {
        _folder.Write("in/customers2.csv", "id,name,owner,crm,city\n"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $"t{i},Twin,,,\n")));
        await RunAsync();
        var match = Find("TWIN");
        Assert.Equal(9, match.Count);
        Assert.Equal(["t1", "t2", "t3", "t4", "t5"], match.Candidates.Select(candidate => candidate.Customer));
        Assert.Equal(
            "'TWIN': 9 customers have this name or key: t1 'Twin', t2 'Twin', t3 'Twin', t4 'Twin', t5 'Twin', ...; "
            + "expected one customer; ask by id",
            Refusal("TWIN"));
    }

    [Fact]
    public async Task What_means_nobody_or_several_is_said_in_one_sentence()
    {
        await RunAsync();
        Assert.Equal(
            "'bob': 2 customers have this name or key: 10 'BOB' of u2, 9 'bob'; expected one customer; ask by id",
            Refusal("bob"));
        Assert.Equal(
            "'7': unknown customer; expected an id, external key or name in run 1; "
            + "ids are compared exactly, leading zeros too",
            Refusal("7"));
        Assert.Equal(
            "'Harbour Foods': unknown customer; expected an id, external key or name in run 1; "
            + "did you mean 'Harbor Foods'?",
            Refusal("Harbour Foods"));
    }

    [Fact]
    public async Task An_explanation_names_a_scheme_that_ran()
    {
        await RunAsync();
        var explain = new ExplainCustomer(_folder.Data);
        Assert.Equal(["rfm"], explain.Of(Finder.Id("ann", 1), null, 1).Select(e => e.Scheme));
        Assert.StartsWith(
            "--scheme: unknown scheme 'rmf'; expected one of rfm",
            Assert.Throws<DefinitionException>(() => explain.Of("007", "rmf", 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_any_scheme_that_ran_that_is_told()
    {
        await RunAsync("schemes/rfm.yaml", Some.Grid.Replace("[orders]", "[tickets]", StringComparison.Ordinal),
            "sources.yaml", Some.Sources + "\n  tickets: { file: t.csv, customer: id, time: day }\n");
        Assert.Contains(
            "scheme rfm was skipped: it needs tickets",
            Assert.Throws<DefinitionException>(() => new ExplainCustomer(_folder.Data).Of("007", null, 1)).Message,
            StringComparison.Ordinal);
    }

    private FindCustomer Finder =>
        new(new RunStore(_folder.Data), new CustomerDirectories(_folder.Data, new Settings()));

    private CustomerMatch Find(string text) => Finder.Find(text, 1);

    private string Refusal(string text) => Assert.Throws<DefinitionException>(() => Finder.Id(text, 1)).Message;

    private async Task RunAsync(params string[] definitions)
    {
        _folder.Write("in/customers.csv", """
            id,name,owner,crm,city
            007,Ann,u1,crm-1,1
            008,élodie,u1,crm-2,2
            Bob,Robert,u2,crm-3,3
            9,bob,,K5,4
            10,BOB,u2,k5,5
            11,Harbor Foods,u2,crm-6,6

            """);
        _folder.Write("in/orders.csv", "id,day,number,amount\n007,2026-01-01,1,5.00\nonly-orders,2026-01-02,2,7.50\n");
        await using var spine = await PlainSpine.OpenAsync(_folder.Data, Some.Workspace(definitions));
        Assert.Null((await spine.ImportAsync(_folder["in"])).Fault);
        Assert.Equal(1, await spine.RunAsync(new RunRequest { AsOf = new DateOnly(2026, 1, 3) }));
    }
}
