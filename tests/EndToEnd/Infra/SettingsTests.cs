using System.Text.Json;
using System.Text.RegularExpressions;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Infra;

/// <summary>Every setting is known to the one who reads it, and explained to the one who writes it.</summary>
public sealed partial class SettingsTests
{
    // What the host reads, not the app.
    private static readonly string[] Host =
    [
        "AzureWebJobsStorage", "DurableStorage", "TASKHUB_NAME", "FUNCTIONS_WORKER_RUNTIME",
        "APPLICATIONINSIGHTS_CONNECTION_STRING", "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
    ];

    private static readonly string[] Connections = [Connection.Storage, Connection.Topic];

    private static readonly string[] OfIdentities =
        ["credential", "clientId", "blobServiceUri", "queueServiceUri", "tableServiceUri", "fullyQualifiedNamespace"];

    [Fact]
    public void What_the_template_sets_is_read_by_host_or_app_and_explained()
    {
        var explained = Explained("docs/deploy.md");
        var set = Deployed().ToArray();

        Assert.Superset(set.ToHashSet(), explained);
        Assert.All(set, setting => Assert.True(IsRead(setting), $"main.bicep sets {setting}, which nobody reads"));
    }

    [Fact]
    public void What_the_app_reads_is_in_the_sample_and_in_the_documentation()
    {
        using var sample = JsonDocument.Parse(InfraFolder.Read("local.settings.sample.json"));
        var values = Names(sample.RootElement.GetProperty("Values"));
        var documented = Explained("docs/operations.md")
            .Select(name => name.Replace(":", "__", StringComparison.Ordinal)).ToHashSet();

        Assert.Superset(Read().Concat(Connections).ToHashSet(), values);
        Assert.Superset(Read().Concat(Connections).ToHashSet(), documented);
    }

    [Fact]
    public void Every_value_of_the_sample_is_explained_in_one_line()
    {
        using var sample = JsonDocument.Parse(InfraFolder.Read("local.settings.sample.json"));
        var explained = sample.RootElement.GetProperty("_explained");

        Assert.Equal(Names(sample.RootElement.GetProperty("Values")), Names(explained));
        Assert.All(explained.EnumerateObject(), text => Assert.InRange(text.Value.GetString()!.Length, 20, 200));
    }

    private static bool IsRead(string setting) =>
        Host.Contains(setting) || Read().Contains(setting)
        || (setting.Split("__") is [var connection, var part]
            && Host.Concat(Connections).Contains(connection) && OfIdentities.Contains(part));

    /// <summary>The settings of section <c>Segmentation</c>, from the source that reads them.</summary>
    private static IEnumerable<string> Read() =>
        SettingRead().Matches(InfraFolder.Read("src/Segmentation.Functions/Hosting/Settings.cs"))
            .Select(match => $"Segmentation__{match.Groups[1].Value}").Distinct();

    /// <summary>The keys of <c>settings</c> in the template.</summary>
    private static IEnumerable<string> Deployed() =>
        BicepFile.KeysOf(
            new BicepFile(InfraFolder.Read("infra/main.bicep")).Of("module").Single(m => m.Name == "app").Tokens,
            "settings").Select(key => key.Text);

    /// <summary>The names in the first column of a document's tables.</summary>
    private static HashSet<string> Explained(string document) =>
        [
            .. FirstColumn().Matches(InfraFolder.Read(document))
                .SelectMany(row => Quoted().Matches(row.Value).Select(name => name.Groups[1].Value)),
        ];

    private static HashSet<string> Names(JsonElement element) =>
        [.. element.EnumerateObject().Select(property => property.Name)];

    [GeneratedRegex(@"section(?:\[|, )nameof\((\w+)\)")]
    private static partial Regex SettingRead();

    [GeneratedRegex(@"^\| `[^|]+\|", RegexOptions.Multiline)]
    private static partial Regex FirstColumn();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
