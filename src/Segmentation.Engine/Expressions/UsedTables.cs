using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Expressions;

/// <summary>Finds the tables that expressions look values up in.</summary>
public static class UsedTables
{
    /// <summary>The names of the tables that the rows of a source are read with.</summary>
    public static IEnumerable<string> Of(SourceDefinition source) => source.Fields.Append(source.Time)
        .Select(field => field?.Value).Append(source.Where).OfType<ExpressionText>().SelectMany(Of);

    /// <summary>The names of the tables that an expression looks values up in; none when it cannot be parsed.</summary>
    public static IEnumerable<string> Of(ExpressionText expression) =>
        Parser.Parse(new Origin(expression), new Problems()) is { } syntax ? Of(syntax) : [];

    private static IEnumerable<string> Of(Syntax syntax) => syntax.Parts.SelectMany(Of).Concat(Own(syntax));

    private static IEnumerable<string> Own(Syntax syntax) =>
        syntax is CallSyntax { Arguments: [_, { Syntax: LiteralSyntax { Value: TextConstant table } }, ..] } call
        && Functions.ScalarOf(call.Function) == ScalarKind.Lookup
            ? [table.Text]
            : [];
}
