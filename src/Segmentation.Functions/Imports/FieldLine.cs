using Segmentation.Engine.Dumps;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>A field's health as reports and receipts tell it.</summary>
/// <param name="Group"><c>sales</c>, <c>service</c> or <c>digital</c>.</param>
/// <param name="Source">The source.</param>
/// <param name="Field">The field.</param>
/// <param name="Rows">The accepted rows of the newest import that brought the source.</param>
/// <param name="FilledPercent">The share of them with a value, in percent with two decimals; null without rows.</param>
/// <param name="Newest">The newest day of a date; null for other fields, and without any.</param>
/// <param name="ChangePoints">By how many percentage points the share rose since the import before that brought the
/// source, with two decimals; null when there is none.</param>
public sealed record FieldLine(
    string Group, string Source, string Field, long Rows, decimal? FilledPercent, DateOnly? Newest,
    decimal? ChangePoints)
{
    private const int Decimals = 2;

    /// <summary>The fields of a base by group, then in the order of the definitions.</summary>
    /// <param name="manifest">The base.</param>
    /// <param name="workspace">The definitions that it was read under.</param>
    /// <param name="import">Only of sources that this import brought last; null for all.</param>
    internal static FieldLine[] Of(BaseManifest manifest, Workspace workspace, string? import = null) =>
    [
        .. from name in SourceGroup.All
        from source in workspace.Sources
        where source.Group == name
        let health = manifest.Health.GetValueOrDefault(source.Name)
        where health is not null && (import is null || health.Import == import)
        from field in health.Fields
        // Records that belong to a customer need no time.
        where field.Field != RowLayout.TimeName || source is not { BelongsTo: true, Time: null }
        select Of(source, field),
    ];

    private static FieldLine Of(SourceDefinition source, FieldHealth field) => new(
        source.Group, source.Name, field.Field, field.Now.Rows, Rounded(field.FilledPercent),
        field.Now.Newest is { } day ? Days.Date(day) : null, Rounded(field.ChangePoints));

    private static decimal? Rounded(decimal? number) => number is { } some ? Math.Round(some, Decimals) : null;
}
