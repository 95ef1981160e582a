using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Reviews;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Checks definitions without any data: everything that the readers, the parser, the type checker and the linter know.
/// </summary>
public static class Lint
{
    /// <summary>The problems of a workspace, by file, line and column.</summary>
    /// <param name="files">Every definition file, by its path with '/' inside the workspace.</param>
    /// <param name="now">The time; null to leave out what is overdue.</param>
    /// <param name="live">The definitions that are live; null when there are none, or they do not matter.</param>
    /// <param name="reviews">The recorded reviews; null when there are none.</param>
    /// <param name="unread">The names of schemes that nobody asks for; null when that does not matter.</param>
    public static (Workspace? Workspace, IReadOnlyList<Problem> Problems) Of(
        IReadOnlyDictionary<string, byte[]> files, DateTimeOffset? now = null, Workspace? live = null,
        IReadOnlyList<RecordedReview>? reviews = null, IReadOnlyCollection<string>? unread = null)
    {
        var problems = new Problems();
        var workspace = WorkspaceReader.Read(files, problems);
        if (workspace is null)
            return (null, problems.All);
        if (live is not null)
            VersionCheck.Check(workspace, live, problems);
        UnreadCheck.Check(workspace, unread ?? [], SchemeReads.Patience, problems);
        DateOnly? today = now is { } time ? Days.At(time, workspace.TimeZone) : null;
        Check(new ReviewPlan(reviews ?? []).Applied(workspace), today, problems);
        return (workspace, problems.All);
    }

    /// <summary>Which cells of each grid belong to which segment, of definitions without errors.</summary>
    public static IReadOnlyList<GridProof> Grids(Workspace workspace) =>
        [.. Plans.Bind(workspace).Schemes.Select(GridProof.Of).OfType<GridProof>()];

    /// <summary>Ends the work on definitions with errors.</summary>
    /// <exception cref="DefinitionException">When there is any error; warnings are none.</exception>
    public static void Ensure(Workspace workspace)
    {
        var problems = new Problems();
        Check(workspace, null, problems);
        problems.ThrowIfAny();
    }

    private static void Check(Workspace workspace, DateOnly? today, Problems problems)
    {
        if (Plans.Bind(workspace, null, problems) is { } plans)
            Linter.Check(workspace, plans.Measures, plans.Schemes, today, problems);
        foreach (var source in workspace.Sources)
            Check(source, workspace.Tables, problems);
        RatesTable.Read(workspace, problems);
    }

    /// <summary>
    /// Sources are bound to the columns of a dump when there is one; until then any column may exist.
    /// </summary>
    private static void Check(SourceDefinition source, LookupTables tables, Problems problems)
    {
        var scope = new AnyColumn(tables);
        if (source.Where is { } where)
            Expression.Bind(where, scope, ColumnType.Boolean, problems);
        foreach (var field in source.Fields.Append(source.Time))
        {
            if (field?.Value is { } value)
                Expression.Bind(value, scope, field.Type, problems);
        }
    }

    private sealed class AnyColumn(LookupTables tables) : Scope
    {
        public override LookupTables Tables => tables;

        public override IEnumerable<string> Names => [];

        public override string What => "columns of the file";

        public override bool Decimals => true;

        public override Reference? Find(string name, ColumnType? wanted) => new(0, name, wanted ?? ColumnType.Text);
    }
}
