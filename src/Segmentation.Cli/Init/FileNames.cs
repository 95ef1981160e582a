using System.IO.Enumeration;
using System.Text.RegularExpressions;

namespace Segmentation.Cli.Init;

/// <summary>How a source names its files, so that it takes the next export too.</summary>
internal static partial class FileNames
{
    /// <summary>
    /// The files' names with any day in place of theirs; as they are when a file of another source would be taken too.
    /// </summary>
    /// <param name="source">The source.</param>
    /// <param name="proposal">All sources, and what none of them reads.</param>
    public static IReadOnlyList<string> Of(SourcePlan source, Proposal proposal)
    {
        string[] names = [.. source.File.Dumps.Select(dump => dump.Name)];
        string[] others =
        [
            .. proposal.Sources.SelectMany(other => other.File.Dumps).Select(dump => dump.Name).Except(names),
            .. proposal.LeftOut.Select(file => file.Name),
        ];
        string[] globs = [.. names.Select(name => Day().Replace(name, "*")).Distinct()];
        return globs.All(glob => SaysWhat(glob) && !others.Any(other => Matches(glob, other))) ? globs : names;
    }

    private static bool SaysWhat(string glob) => Path.GetFileNameWithoutExtension(glob).Any(char.IsLetter);

    private static bool Matches(string glob, string name) => FileSystemName.MatchesSimpleExpression(glob, name)
        || FileSystemName.MatchesSimpleExpression(glob, Path.GetFileName(name));

    [GeneratedRegex("(?<![0-9])20[0-9]{2}(-[0-9]{2}-[0-9]{2}|[0-9]{4})(?![0-9])")]
    private static partial Regex Day();
}
