using Microsoft.Extensions.Configuration;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Tests.Hosting;

/// <summary>The environment is the process's: nothing else runs beside these tests.</summary>
[CollectionDefinition(nameof(Environment), DisableParallelization = true)]
public sealed class ProcessEnvironment;

[Collection(nameof(Environment))]
public sealed class SettingsTests : IDisposable
{
    private static readonly string[] Names =
    [
        .. from setting in new[] { "ChunkBytes", "Shards", "Parallelism", "QuietPeriod", "Data", "StorageTimeout" }
           from separator in new[] { ":", "__" }
           select $"Segmentation{separator}{setting}",
    ];

    private readonly (string Name, string? Value)[] _before =
        [.. Names.Select(name => (name, Environment.GetEnvironmentVariable(name)))];

    public SettingsTests()
    {
        foreach (var name in Names)
            Environment.SetEnvironmentVariable(name, null);
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }

    [Fact]
    public void Without_variables_the_defaults_hold()
    {
        var settings = Settings.FromEnvironment();
        Assert.Equal(new Settings(), settings);
        Assert.Equal(
            (8 << 20, 16, Environment.ProcessorCount), (settings.ChunkBytes, settings.Shards, settings.Parallelism));
    }

    [Theory]
    [InlineData(":")]
    [InlineData("__")]
    public void Variables_have_two_forms(string separator)
    {
        Environment.SetEnvironmentVariable($"Segmentation{separator}ChunkBytes", "1");
        Environment.SetEnvironmentVariable($"Segmentation{separator}Shards", "1024");
        Environment.SetEnvironmentVariable($"Segmentation{separator}Parallelism", "3");
        Assert.Equal(new Settings { ChunkBytes = 1, Shards = 1024, Parallelism = 3 }, Settings.FromEnvironment());
    }

    [Fact]
    public void A_blank_variable_is_none()
    {
        Environment.SetEnvironmentVariable("Segmentation:Shards", " ");
        Assert.Equal(16, Settings.FromEnvironment().Shards);
    }

    [Theory]
    [InlineData("ChunkBytes", "1073741825", "1,073,741,824")]
    [InlineData("Shards", "0", "1,024")]
    [InlineData("Shards", "1025", "1,024")]
    [InlineData("Shards", "-1", "1,024")]
    [InlineData("Shards", "1.5", "1,024")]
    [InlineData("Shards", "ten", "1,024")]
    [InlineData("Parallelism", "99999999999999999999", "1,024")]
    public void A_value_out_of_its_range_is_refused_with_the_range(string name, string value, string most)
    {
        Environment.SetEnvironmentVariable($"Segmentation__{name}", value);
        var fault = Assert.Throws<DefinitionException>(Settings.FromEnvironment);
        Assert.Equal(
            $"Segmentation:{name}: found '{value}'; expected a whole number from 1 to {most}; change the environment variable, or take it away",
            fault.Message);
    }

    [Theory]
    [InlineData("00:00:01", 1)]
    [InlineData("00:05:00", 300)]
    [InlineData("1.00:00:00", 86_400)]
    public void The_quiet_period_is_a_time(string value, int seconds)
    {
        Environment.SetEnvironmentVariable("Segmentation__QuietPeriod", value);
        Assert.Equal(TimeSpan.FromSeconds(seconds), Settings.FromEnvironment().QuietPeriod);
    }

    [Theory]
    [InlineData("00:00:00")]
    [InlineData("00:00:00.9")]
    [InlineData("-00:01:00")]
    [InlineData("1.00:00:01")]
    [InlineData("60s")]
    [InlineData("5")]
    public void Any_other_quiet_period_is_refused_with_the_range(string value)
    {
        Environment.SetEnvironmentVariable("Segmentation__QuietPeriod", value);
        Assert.Equal(
            $"Segmentation:QuietPeriod: found '{value}'; expected a time from 00:00:01 to 1.00:00:00; "
            + "change the environment variable, or take it away",
            Assert.Throws<DefinitionException>(Settings.FromEnvironment).Message);
    }

    [Fact]
    public void Files_and_tables_are_in_the_data_folder_unless_an_account_is_named()
    {
        var settings = new Settings { Data = "elsewhere" };
        Assert.Null(settings.Storage);
        Assert.Equal(Path.GetFullPath("elsewhere"), Clients.Files(settings).Root);
        settings = With(("SegmentationStorage", "UseDevelopmentStorage=true"));
        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1", Clients.Files(settings).Root);
        settings = With(("SegmentationStorage:accountName", "crm"), ("SegmentationStorage:credential", "managedidentity"));
        Assert.Equal("https://crm.blob.core.windows.net", Clients.Files(settings).Root);
        settings = With((
            "SegmentationStorage", "BlobEndpoint=https://crm.blob.core.windows.net/;SharedAccessSignature=sv=1&sig=secret"));
        Assert.Equal("https://crm.blob.core.windows.net", Clients.Files(settings).Root);
        settings = With(("SegmentationStorage:blobServiceUri", "https://files.example/"));
        Assert.Equal("https://files.example", Clients.Files(settings).Root);
    }

    [Theory]
    [InlineData("SegmentationStorage", "AccountKey=secret")]
    [InlineData("SegmentationStorage", "secret")]
    [InlineData("SegmentationStorage:blobServiceUri", "no address, and secret")]
    [InlineData("SegmentationStorage:tableServiceUri", "https://secret.example")]
    public void A_connection_that_is_none_is_one_clear_message_without_secrets(string name, string value)
    {
        var fault = Assert.Throws<DefinitionException>(() => Clients.Files(With((name, value))));
        Assert.StartsWith("setting SegmentationStorage: ", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }

    private static Settings With(params (string Name, string Value)[] settings) =>
        Settings.From(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build());
}
