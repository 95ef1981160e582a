using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>
/// Checks definitions without any data: everything that the readers, the parser and the type checker know.
/// </summary>
public static class Lint
{
    /// <summary>The problems of a workspace, by file, line and column.</summary>
    /// <param name="files">Every definition file, by its path with '/' inside the workspace.</param>
    public static (Workspace? Workspace, IReadOnlyList<Problem> Problems) Of(IReadOnlyDictionary<string, byte[]> files)
    {
        var problems = new Problems();
        var workspace = WorkspaceReader.Read(files, problems);
        if (workspace is not null)
        {
            Plans.Bind(workspace, null, problems);
            foreach (var source in workspace.Sources)
                Check(source, problems);
        }

        return (workspace, problems.All);
    }

    /// <summary>
    /// Sources are bound to the columns of a dump when there is one; until then any column may exist.
    /// </summary>
    private static void Check(SourceDefinition source, Problems problems)
    {
        var scope = new AnyColumn();
        if (source.Where is { } where)
            Expression.Bind(where, scope, ColumnType.Boolean, problems);
        foreach (var field in source.Fields.Append(source.Time))
        {
            if (field?.Value is { } value)
                Expression.Bind(value, scope, field.Type, problems);
        }
    }

    private sealed class AnyColumn : Scope
    {
        public override IEnumerable<string> Names => [];

        public override string What => "columns of the file";

        public override bool Decimals => true;

        public override Reference? Find(string name, ColumnType? wanted) => new(0, name, wanted ?? ColumnType.Text);
    }
}
