using System.Text.Json.Nodes;
using EndToEnd.Imports;
using LocalRuntime.ServiceBus.Filters;
using Segmentation.Cli.Generate;

namespace EndToEnd.Messages;

/// <summary>What <c>docs/messages</c> says is what is sent, and all of it.</summary>
public sealed class MessageSchemaTests
{
    private const string Contracts = "contract_id,customer_id,start,status,fee";

    /// <summary>Types whose messages other tests hold to their schemas.</summary>
    private static readonly string[] SentElsewhere =
    [
        "segmentation.override.expiring.v1", "segmentation.run.held.v1", "segmentation.review.due.v1",
        "segmentation.test.v1",
        "segmentation.attention.raised.v1",
    ];

    public static TheoryData<string> Types => [.. MessageSchemas.Files.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public void Examples_are_as_their_schema_says(string type)
    {
        var examples = MessageSchemas.Examples(type);
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            Assert.Equal(type, (string)example!["type"]!);
            Assert.Equal("", MessageSchemas.Problems(example.ToJsonString()));
        });
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_field_that_is_missing_or_unknown_is_not(string type)
    {
        var example = MessageSchemas.Examples(type)[0]!.AsObject();
        foreach (var field in example.Select(field => field.Key).Where(field => field != "type").ToArray())
        {
            var without = example.DeepClone().AsObject();
            without.Remove(field);
            Assert.NotEqual("", MessageSchemas.Problems(without.ToJsonString()));
        }

        var data = example["data"]!.AsObject();
        foreach (var field in data.Select(field => field.Key).ToArray())
        {
            var without = example.DeepClone();
            without["data"]!.AsObject().Remove(field);
            Assert.NotEqual("", MessageSchemas.Problems(without.ToJsonString()));
        }

        data["unknown"] = 1;
        Assert.NotEqual("", MessageSchemas.Problems(example.ToJsonString()));
    }

    [Theory]
    [InlineData("time", "yesterday")]
    [InlineData("id", "x")]
    [InlineData("specversion", "0.3")]
    public void A_field_of_another_form_is_not(string field, string value)
    {
        var example = MessageSchemas.Examples("segmentation.import.accepted.v1")[0]!.DeepClone();
        example[field] = JsonValue.Create(value);
        Assert.NotEqual("", MessageSchemas.Problems(example.ToJsonString()));
    }

    [Fact]
    public void The_filters_of_the_readme_are_filters()
    {
        Assert.NotEmpty(MessageSchemas.Filters());
        Assert.All(MessageSchemas.Filters(), filter => SqlFilter.Parse(filter));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void The_readme_lists_every_type(string type) =>
        Assert.Contains($"| `{type}` |", MessageSchemas.Readme(), StringComparison.Ordinal);

    [Fact]
    public void Every_message_of_imports_and_runs_is_as_its_schema_says_and_every_schema_is_used()
    {
        using var business = new SmallBusiness();
        business.Import(
            false, "customers.csv", "id,tier a,gold b,silver c, d, e, f,",
            "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,100 k2,b,2024-01-01,live,5");
        business.Import(false, "orders.csv", "customer_id,day,amount a,2024-01-01,5 b,2024-01-01,0.25");
        business.Import(
            true, "customers.csv", "id,tier g,bronze",
            "contracts.csv", $"{Contracts} k3,b,2024-02-01,live,200");
        business.Import(
            false, "manifest.json", """{"mode":"full","files":[{"name":"customers.csv"},{"name":"contracts.csv"}]}""",
            "customers.csv", "id,tier a,gold b,silver c, d, e, f,",
            "contracts.csv", $"{Contracts} k1,a,2024-01-01,live,1");
        Command.Fails(1, business.Arguments(business.Write("orders.csv", "customer_id,amount a,5")));
        var full = business.Write(
            "manifest.json", """{"mode":"full","files":[{"name":"customers.csv"}]}""", "customers.csv", "id,tier a,gold");
        var held = Command.Fails(1, business.Arguments(full)).Split("segment imports ")[1].Split(' ')[0];
        Command.Done("imports", held, "--discard", "--data", business.Folder["data"]);

        var messages = Messages(business.Folder["data"]);
        Assert.All(messages, message => Assert.Equal("", MessageSchemas.Problems(message)));
        var parsed = messages.Select(message => JsonNode.Parse(message)!).ToArray();
        Assert.Equal(
            MessageSchemas.Files.Keys.Except(SentElsewhere).Order(),
            parsed.Select(message => (string)message["type"]!).Distinct().Order());
        Assert.Superset(
            new HashSet<string> { "upgrade", "downgrade", "first", "removed" },
            parsed.Select(message => (string?)message["data"]!["direction"]).OfType<string>().ToHashSet());
    }

    [Fact]
    public void Every_message_about_a_generated_business_is_as_its_schema_says()
    {
        using var folder = new TempFolder();
        new PlainBusiness(Customers: 300, Orders: 3_000, Seed: 5).Write(folder["all"]);
        QuarterSplit.Write(folder["all"], folder["first"], folder["then"], new DateOnly(2024, 7, 1));
        Command.Done("run", folder["first"], "--data", folder["data"], "--as-of", "2024-07-01");
        Command.Done("run", folder["then"], "--data", folder["data"], "--as-of", "2025-01-01", "--delta");

        var messages = Messages(folder["data"]);
        Assert.InRange(messages.Length, 100, 10_000);
        Assert.All(messages, message => Assert.Equal("", MessageSchemas.Problems(message)));
    }

    private static string[] Messages(string data) =>
        Command.Done("tail", "--data", data).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
