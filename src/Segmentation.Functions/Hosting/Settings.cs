using System.Globalization;
using Microsoft.Extensions.Configuration;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Hosting;

/// <summary>
/// The settings of the pipeline, section <c>Segmentation</c>, and its two connections. None of them changes a result.
/// </summary>
public sealed record Settings
{
    private const int Least = 1;

    /// <summary>The data folder. Default: <c>.segment</c>.</summary>
    public string Data { get; init; } = ".segment";

    /// <summary>The least length of a chunk of a dump, in bytes. Default: 8 MiB; 1 to 1 GiB.</summary>
    public int ChunkBytes { get; init; } = 8 << 20;

    /// <summary>
    /// The number of shards of a new base. Default: 16; 1 to 1,024. A base keeps the number it was made with.
    /// </summary>
    public int Shards { get; init; } = 16;

    /// <summary>How many chunks or shards are worked on at a time. Default: the number of cores; 1 to 1,024.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// How long an inbox folder without manifest or <c>_SUCCESS</c> must not change before it is taken.
    /// Default: 1 minute; 1 second to 1 day.
    /// </summary>
    public TimeSpan QuietPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an answer of the storage account may take. Default: 30 seconds; 1 second to 1 day.</summary>
    public TimeSpan StorageTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether <c>published/latest/</c> shows each published run: <c>on</c>, the default, or <c>off</c>.
    /// </summary>
    public bool Exports { get; init; } = true;

    /// <summary>The storage account of files and tables; null for the data folder.</summary>
    public Connection? Storage { get; init; }

    /// <summary>The namespace of the topic; null for the data folder.</summary>
    public Connection? Topic { get; init; }

    /// <summary>
    /// The settings of a configuration, such as the environment's <c>Segmentation:ChunkBytes</c> or
    /// <c>Segmentation__ChunkBytes</c>.
    /// </summary>
    /// <exception cref="DefinitionException">When a setting is out of its range.</exception>
    public static Settings From(IConfiguration configuration)
    {
        var (section, defaults) = (configuration.GetSection("Segmentation"), new Settings());
        return new Settings
        {
            Data = section[nameof(Data)] is { Length: > 0 } data ? data : defaults.Data,
            ChunkBytes = Whole(section, nameof(ChunkBytes), defaults.ChunkBytes, 1 << 30),
            Shards = Whole(section, nameof(Shards), defaults.Shards, 1024),
            Parallelism = Whole(section, nameof(Parallelism), defaults.Parallelism, 1024),
            QuietPeriod = Time(section, nameof(QuietPeriod), defaults.QuietPeriod),
            StorageTimeout = Time(section, nameof(StorageTimeout), defaults.StorageTimeout),
            Exports = Switch(section, nameof(Exports), defaults.Exports),
            Storage = Connection.Of(configuration, Connection.Storage),
            Topic = Connection.Of(configuration, Connection.Topic),
        };
    }

    /// <summary>The settings of the environment alone.</summary>
    /// <exception cref="DefinitionException">When a setting is out of its range.</exception>
    public static Settings FromEnvironment() => From(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    private static int Whole(IConfigurationSection section, string name, int fallback, int most)
    {
        var text = section[name];
        if (string.IsNullOrWhiteSpace(text))
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= Least && value <= most)
            return value;
        throw Wrong(
            section, name, text,
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {Least} to {most:N0}"));
    }

    private static bool Switch(IConfigurationSection section, string name, bool fallback)
    {
        var text = section[name];
        return string.IsNullOrWhiteSpace(text) ? fallback
            : text.Equals("on", StringComparison.OrdinalIgnoreCase) ? true
            : text.Equals("off", StringComparison.OrdinalIgnoreCase) ? false
            : throw Wrong(section, name, text, "on or off");
    }

    private static TimeSpan Time(IConfigurationSection section, string name, TimeSpan fallback)
    {
        var text = section[name];
        if (string.IsNullOrWhiteSpace(text))
            return fallback;
        return TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var value)
            && value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromDays(1)
            ? value
            : throw Wrong(section, name, text, "a time from 00:00:01 to 1.00:00:00");
    }

    private static DefinitionException Wrong(
        IConfigurationSection section, string name, string text, string expected) =>
        new($"{section.Path}:{name}", $"found {Sentence.Quoted(text)}", expected,
            "change the environment variable, or take it away");
}
