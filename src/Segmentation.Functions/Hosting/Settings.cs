using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Hosting;

/// <summary>The settings of the pipeline. None of them changes a result.</summary>
public sealed record Settings
{
    private const int Least = 1;

    /// <summary>The least length of a chunk of a dump, in bytes. Default: 8 MiB; 1 to 1 GiB.</summary>
    public int ChunkBytes { get; init; } = 8 << 20;

    /// <summary>
    /// The number of shards of a new base. Default: 16; 1 to 1,024. A base keeps the number it was made with.
    /// </summary>
    public int Shards { get; init; } = 16;

    /// <summary>How many chunks or shards are worked on at a time. Default: the number of cores; 1 to 1,024.</summary>
    public int Parallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The settings of the environment: <c>Segmentation:ChunkBytes</c> or <c>Segmentation__ChunkBytes</c>, and so on.
    /// </summary>
    /// <exception cref="DefinitionException">When a setting is out of its range.</exception>
    public static Settings FromEnvironment()
    {
        var defaults = new Settings();
        return new Settings
        {
            ChunkBytes = Read("Segmentation:ChunkBytes", defaults.ChunkBytes, 1 << 30),
            Shards = Read("Segmentation:Shards", defaults.Shards, 1024),
            Parallelism = Read("Segmentation:Parallelism", defaults.Parallelism, 1024),
        };
    }

    private static int Read(string name, int fallback, int most)
    {
        var text = Environment.GetEnvironmentVariable(name)
            ?? Environment.GetEnvironmentVariable(name.Replace(":", "__", StringComparison.Ordinal));
        if (string.IsNullOrWhiteSpace(text))
            return fallback;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= Least && value <= most)
            return value;
        throw new DefinitionException(
            name, $"found {Sentence.Quoted(text)}",
            string.Create(CultureInfo.InvariantCulture, $"a whole number from {Least} to {most:N0}"),
            "change the environment variable, or take it away");
    }
}
