using System.Text.Json.Serialization;
using Segmentation.Engine.Base;

namespace Segmentation.Functions.Imports;

/// <summary>How full the fields of a source were in the newest import that brought it.</summary>
/// <param name="Import">The import.</param>
/// <param name="Fields">The fields: the time of an event first, then those of the definitions in their order.</param>
public sealed record SourceHealth(string Import, IReadOnlyList<FieldHealth> Fields)
{
    /// <summary>The health after another import.</summary>
    /// <param name="before">The health before it; null when no import brought the source.</param>
    /// <param name="import">The import.</param>
    /// <param name="counts">What its accepted rows have, by field.</param>
    internal static SourceHealth After(
        SourceHealth? before, string import, IEnumerable<(string Field, FieldCount Count)> counts)
    {
        var known = before?.Fields.ToDictionary(field => field.Field) ?? [];
        return new SourceHealth(
            import,
            [
                .. counts.Select(
                    now => new FieldHealth(now.Field, now.Count, known.GetValueOrDefault(now.Field)?.Reference)),
            ]);
    }
}

/// <summary>How full a field was in an import, and in the one that it is compared with.</summary>
/// <param name="Field">The field.</param>
/// <param name="Now">The accepted rows of the import.</param>
/// <param name="Before">Those of the last import that brought the source; null for none.</param>
public sealed record FieldHealth(string Field, FieldCount Now, FieldCount? Before)
{
    /// <summary>Fewer rows say nothing: they hold no import, and no import is held because of them.</summary>
    public const long LeastRows = 30;

    /// <summary>
    /// What the next import is compared with: a small import does not take the place of one that says something.
    /// </summary>
    [JsonIgnore]
    public FieldCount Reference => Before is { Rows: >= LeastRows } && Now.Rows < LeastRows ? Before : Now;

    /// <summary>The share of rows with a value, in percent; null without rows.</summary>
    [JsonIgnore]
    public decimal? FilledPercent => Percent(Now);

    /// <summary>The share before, in percent; null without rows.</summary>
    [JsonIgnore]
    public decimal? BeforePercent => Before is null ? null : Percent(Before);

    /// <summary>By how many percentage points the share rose; null when there is nothing to compare with.</summary>
    [JsonIgnore]
    public decimal? ChangePoints => FilledPercent - BeforePercent;

    /// <summary>Whether the share fell by more than some percentage points, and both had rows enough.</summary>
    public bool FellBy(decimal points) =>
        Now.Rows >= LeastRows && Before is { Rows: >= LeastRows } && -ChangePoints > points;

    private static decimal? Percent(FieldCount count) => count.Rows == 0 ? null : 100m * count.Filled / count.Rows;
}
