using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Generate.Planted.Sheets;

/// <summary>Whose exports the files look like: their names, headers, ids, dates and words.</summary>
internal enum Shape
{
    /// <summary>Nobody's: short names, ids with a letter.</summary>
    Plain,

    /// <summary>HubSpot's exports: ids are numbers, and every file calls its own <c>Record ID</c>.</summary>
    HubSpot,

    /// <summary>Salesforce's data export: API names, ids of 18 characters, moments in UTC.</summary>
    Salesforce,
}

/// <summary>The names of shapes on the command line.</summary>
internal static class ShapeNames
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } = ["plain", "hubspot", "salesforce"];

    /// <summary>The shape of a name.</summary>
    /// <exception cref="DefinitionException">When there is none.</exception>
    public static Shape Of(string name)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (All[i] == name)
                return (Shape)i;
        }

        throw new DefinitionException(
            "--shape", $"found {Sentence.Quoted(name)}", $"one of {string.Join(", ", All)}",
            Suggestion.For(name, All));
    }
}
