using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.Hosting;

/// <summary>local.settings.sample.json names every setting, and none that nobody reads.</summary>
public sealed partial class SampleSettingsTests
{
    private const string Section = "Segmentation__";

    private static readonly string Root = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static readonly Dictionary<string, string?> Values = Read();

    [Fact]
    public void The_sample_names_every_setting_of_the_pipeline()
    {
        var settings = typeof(Settings).GetProperties()
            .Where(property => property.CanWrite && property.PropertyType != typeof(Connection))
            .Select(property => Section + property.Name).Order();

        Assert.Equal(settings, Values.Keys.Where(name => name.StartsWith(Section, StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void The_settings_of_the_sample_are_in_their_ranges()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            Values.Select(value => KeyValuePair.Create(value.Key.Replace("__", ":"), value.Value))).Build();

        Assert.Equal(TimeSpan.FromMinutes(1), Settings.From(configuration).QuietPeriod);
    }

    [Fact]
    public void The_sample_names_every_setting_that_host_json_refers_to()
    {
        var host = File.ReadAllText(Path.Combine(Root, "src", "Segmentation.Functions", "host.json"));
        var asked = References().Matches(host).Select(match => match.Groups["name"].Value).ToArray();

        Assert.NotEmpty(asked);
        Assert.All(asked, name => Assert.Contains(name, Values.Keys));
    }

    [Fact]
    public void The_page_on_operations_explains_every_setting_of_the_sample()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs", "operations.md"));

        Assert.All(Values.Keys, name => Assert.Contains($"`{name.Replace("__", ":")}`", page));
    }

    [GeneratedRegex("%(?<name>[^%\"]+)%|\"connectionName\": *\"(?<name>[^\"]+)\"")]
    private static partial Regex References();

    private static Dictionary<string, string?> Read()
    {
        using var sample = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root, "local.settings.sample.json")));
        return sample.RootElement.GetProperty("Values").EnumerateObject()
            .ToDictionary(value => value.Name, value => value.Value.GetString());
    }

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder with Functions.sln above the tests");
    }
}
