using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EndToEnd.Messages;
using LocalRuntime.ServiceBus.Filters;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Infra;

/// <summary>The Logic App of the samples fits messages and routes, as far as that can be told without Azure.</summary>
public sealed partial class LogicAppTests
{
    private const string Folder = "samples/logic-app";

    private static readonly string[] Types = ["segmentation.import.held.v1", "segmentation.import.rejected.v1"];

    private static readonly string Text = InfraFolder.Read($"{Folder}/workflow.json");
    private static readonly JsonObject Workflow = JsonNode.Parse(Text)!.AsObject();
    private static readonly string Template = InfraFolder.Read($"{Folder}/main.bicep");

    [Fact]
    public void The_template_has_no_problem() => Assert.Empty(new BicepChecker(
        new Dictionary<string, string> { ["main.bicep"] = Template, ["workflow.json"] = Text }, ["main.bicep"],
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)).Problems());

    [Fact]
    public void Actions_follow_each_other_and_every_name_is_there_once()
    {
        var lists = ActionLists(Workflow).ToArray();
        Assert.Equal(5, lists.Length - lists.Count(list => list.Count == 0));
        foreach (var list in lists.Where(list => list.Count > 0))
        {
            Assert.Single(list, action => action.Value!["runAfter"]!.AsObject().Count == 0);
            Assert.All(list.SelectMany(action => action.Value!["runAfter"]!.AsObject()), before =>
            {
                Assert.True(list.ContainsKey(before.Key), before.Key);
                Assert.All(before.Value!.AsArray(), state => Assert.Contains(
                    (string)state!, new[] { "Succeeded", "Failed", "TimedOut", "Skipped" }));
            });
        }

        var names = lists.SelectMany(list => list.Select(action => action.Key)).ToArray();
        Assert.Equal(names.Length, names.Distinct().Count());
        Assert.All(Bodies().Select(match => match.Groups[1].Value), action => Assert.Contains(action, names));
    }

    [Fact]
    public void What_is_read_of_the_event_is_in_the_examples_of_both_messages()
    {
        var paths = Bodies().Where(match => match.Groups[1].Value == "Read_the_event")
            .Select(match => Step().Matches(match.Groups[2].Value).Select(step => step.Groups[1].Value).ToArray())
            .ToArray();
        Assert.True(paths.Length > 6);
        foreach (var example in Types.SelectMany(type => MessageSchemas.Examples(type)))
        {
            Assert.All(paths, path => Assert.NotNull(
                path.Aggregate(example, (at, step) => at?[step] ?? throw new KeyNotFoundException(step))));
        }
    }

    [Fact]
    public void Parameters_are_declared_and_given_by_the_template()
    {
        var declared = Workflow["parameters"]!.AsObject().Select(parameter => parameter.Key).ToHashSet();
        Assert.Equal(declared, Parameter().Matches(Text).Select(match => match.Groups[1].Value).ToHashSet());
        Assert.Equal("SecureString", (string)Workflow["parameters"]!["functionKey"]!["type"]!);
        Assert.All(declared, name => Assert.Matches($@"\n      '?{Regex.Escape(name)}'?: {{\n", Template));
    }

    [Fact]
    public void The_routes_that_are_called_are_functions_of_the_app()
    {
        var routes = typeof(FunctionsApp).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .SelectMany(parameter => parameter.GetCustomAttributesData())
            .Where(attribute => attribute.AttributeType.Name == "HttpTriggerAttribute"
                && attribute.ConstructorArguments.Any(IsPost))
            .Select(attribute => (string?)attribute.NamedArguments.SingleOrDefault(named => named.MemberName == "Route")
                .TypedValue.Value).ToHashSet();
        var called = Call().Matches(Text).Select(match => ExpressionText().Replace(match.Groups[1].Value, "{id}"))
            .ToArray();
        Assert.Equal(["imports/{id}/confirm", "imports/{id}/discard"], called);
        Assert.All(called, route => Assert.Contains(route, routes));
    }

    [Fact]
    public void The_trigger_listens_to_the_subscription_that_the_template_makes_and_its_filter_is_one()
    {
        var path = (string)Workflow["triggers"]!["When_an_import_is_held_or_rejected"]!["inputs"]!["path"]!;
        var names = Quoted().Matches(path).Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal([Segmentation.Functions.Messages.Messenger.Topic, "import-decisions"], names);
        Assert.All(names, name => Assert.Contains($"name: '{name}'", Template, StringComparison.Ordinal));
        var filter = Filter().Match(Template).Groups[1].Value.Replace(@"\'", "'", StringComparison.Ordinal);
        SqlFilter.Parse(filter);
        Assert.Equal(Types, Quoted().Matches(filter).Select(match => match.Groups[1].Value));
    }

    /// <summary>All lists of actions, also those within others.</summary>
    private static IEnumerable<JsonObject> ActionLists(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field is { Key: "actions", Value: JsonObject list }
            ? ActionLists(list).Prepend(list)
            : ActionLists(field.Value)),
        JsonArray items => items.SelectMany(ActionLists),
        _ => [],
    };

    private static MatchCollection Bodies() => Body().Matches(Text);

    private static bool IsPost(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        IReadOnlyCollection<CustomAttributeTypedArgument> methods => methods.Any(IsPost),
        string method => method.Equals("post", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    [GeneratedRegex(@"body\('(\w+)'\)((?:\?\['\w+'\])*)")]
    private static partial Regex Body();

    [GeneratedRegex(@"\['(\w+)'\]")]
    private static partial Regex Step();

    [GeneratedRegex(@"parameters\('([$\w]+)'\)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"""uri"": ""@\{parameters\('apiUrl'\)\}/([^""]+)""")]
    private static partial Regex Call();

    [GeneratedRegex(@"@\{[^}]+\}")]
    private static partial Regex ExpressionText();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"sqlExpression: '(.+)'\n")]
    private static partial Regex Filter();
}
