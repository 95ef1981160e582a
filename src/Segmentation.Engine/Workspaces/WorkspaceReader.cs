using Segmentation.Engine.Lookups;

namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads the definition files of a workspace strictly: what is unknown, missing or
/// of the wrong form is a problem with its place.
/// </summary>
public static class WorkspaceReader
{
    /// <summary>
    /// The workspace; null when there were problems, which are added. Expressions are not parsed here.
    /// </summary>
    /// <param name="files">Every definition file, by its path with '/' relative to the workspace.</param>
    /// <param name="problems">Takes the problems.</param>
    public static Workspace? Read(IReadOnlyDictionary<string, byte[]> files, Problems problems)
    {
        var before = problems.Count;
        var definitions = new DefinitionFiles(files, problems);
        var settings =
            definitions.Need(SettingsReader.File, "the name of the workspace in it", problems) is { } workspace
                ? SettingsReader.Read(workspace, problems)
                : null;
        var sources = definitions.Need(SourcesReader.File, "the customers and streams in it", problems) is { } source
            ? SourcesReader.Read(source, problems)
            : null;
        var measures = definitions.Need(MeasuresReader.File, "the measures in it", problems) is { } measure
            ? MeasuresReader.Read(measure, problems)
            : null;
        var schemes = Schemes(definitions, problems);
        var tables = LookupTables.Read(definitions.Kept, problems);
        var outcomes = definitions.Find(OutcomesReader.File) is { } outcome
            ? OutcomesReader.Read(outcome, problems)
            : OutcomesDefinition.None;
        var playbooks = PlaybookReader.Read(definitions, problems);
        var references = new References(problems);
        references.CheckPlaybooks(definitions.SchemeDocuments, [.. playbooks.Keys]);
        references.CheckPlays(definitions, measures, schemes);
        references.CheckSkills(definitions, [.. settings?.Skills.Keys ?? []]);
        references.CheckOutcomes(outcomes ?? OutcomesDefinition.None, measures);
        Check(definitions, settings, sources, measures, schemes, references);
        return problems.Count > before
            ? null
            : new Workspace(settings!.Name, settings.TimeZone, settings.Currency, settings.Value?.Value,
                settings.Resegment, sources!, measures!, schemes, definitions.Kept)
            {
                HoldIfEmptied = settings.HoldIfEmptied,
                HoldIfMoved = settings.HoldIfMoved,
                RefitEvery = settings.RefitEvery,
                World = settings.World,
                Stewardship = settings.Stewardship,
                Playbooks = playbooks,
                Tables = tables,
                Skills = settings.Skills,
                Outcomes = outcomes!,
            };
    }

    private static SchemeDefinition[] Schemes(DefinitionFiles definitions, Problems problems) =>
    [
        .. definitions.SchemeDocuments
            .Select(document => SchemeReader.Read(document, problems))
            .OfType<SchemeDefinition>()
            .OrderBy(scheme => scheme.Name, StringComparer.Ordinal),
    ];

    /// <summary>Names are checked against the files that could be read; the others have their own problems.</summary>
    private static void Check(
        DefinitionFiles definitions, WorkspaceSettings? settings, IReadOnlyList<SourceDefinition>? sources,
        IReadOnlyList<MeasureDefinition>? measures, SchemeDefinition[] schemes, References references)
    {
        references.CheckColumns(measures ?? [], schemes);
        if (sources is not null && settings is not null)
            references.CheckCurrencies(sources, settings.Currency);
        if (sources is not null)
            references.CheckNeeds(definitions.SchemeDocuments, sources);
        if (measures is not null)
            references.CheckMeasures(settings?.Value, definitions.SchemeDocuments, measures);
    }
}
