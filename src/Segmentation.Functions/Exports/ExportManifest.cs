using System.Text.Json.Serialization;

namespace Segmentation.Functions.Exports;

/// <summary>What lies in <c>published/latest/</c>: <c>run.json</c>, which is written last.</summary>
/// <param name="Run">The run.</param>
/// <param name="Workspace">The name of the workspace.</param>
/// <param name="AsOf">The day as of which the customers were looked at.</param>
/// <param name="PublishedAt">When the run was published.</param>
/// <param name="Value">The measure that is meant by value; null when the workspace names none.</param>
/// <param name="Currency">The currency of money; null when the workspace names none.</param>
/// <param name="Files">The files, by name.</param>
public sealed record ExportManifest(
    int Run, string Workspace, DateOnly AsOf, DateTimeOffset PublishedAt, string? Value, string? Currency,
    IReadOnlyList<ExportedFile> Files);

/// <summary>A file of an export.</summary>
/// <param name="Name">Its path in the folder, with '/'.</param>
/// <param name="Rows">Its rows, the header not counted.</param>
/// <param name="Bytes">Its length in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes, in lower-case hexadecimal.</param>
public sealed record ExportedFile(string Name, long Rows, long Bytes, string Sha256)
{
    /// <summary>Of changed rows, the run that changed them; null, and left out, of other files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Run { get; init; }

    /// <summary>Of changed rows, the run shown before, which they are compared with; null, and left out, of other
    /// files.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Since { get; init; }
}
