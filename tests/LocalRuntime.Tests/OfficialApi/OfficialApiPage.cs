using System.Text;
using static System.FormattableString;

namespace LocalRuntime.Tests.OfficialApi;

/// <summary>Writes <c>docs/official-api.md</c> from the lists.</summary>
internal static class OfficialApiPage
{
    private const string Opening = """
        # Official API

        `src/LocalRuntime` takes the place of official packages. It declares types of theirs, in their namespaces, so that
        the function app compiles against either. Nothing public in it may differ from them: a member that the official
        API lacks would build here and fail there.

        Each public type and member has a line in `docs/official-api/*.csv`: `type,member,package,version,source`. The
        source is the public file where the signature was read; no code was copied from it. The version is the one that
        `FunctionsRuntime=Azure` builds with; the signatures were compared with those of the packages. A test walks the
        assembly and fails when a member has no line or a line has no member. This page is made from the same lists.

        To add a member: read its signature in the official source, declare it in `src/LocalRuntime`, and add its line. The
        test names the line that it misses, in the notation of the lists: types as C# writes them, without namespaces and
        without the marks of nullable references. Then write this page anew:

            UPDATE_OFFICIAL_API=1 dotnet test tests/LocalRuntime.Tests --filter OfficialApi

        Members are named once here; a number counts the overloads. `new` is a constructor. What the compiler adds to
        records and delegates is left out.
        """;

    /// <summary>The page.</summary>
    public static string Of(IEnumerable<OfficialMember> members)
    {
        var page = new StringBuilder(Opening).Append('\n');
        var packages = members.GroupBy(member => (member.Package, member.Version))
            .OrderBy(package => package.Key.Package, StringComparer.Ordinal);
        foreach (var package in packages)
        {
            var folder = FolderOf([.. package.Select(member => member.Source).Distinct()]);
            page.Append(Invariant($"\n## {package.Key.Package} {package.Key.Version}\n\nSources: `{folder}`\n\n"));
            page.Append("| type | members | source |\n| --- | --- | --- |\n");
            foreach (var type in package.GroupBy(member => member.Member.Type).OrderBy(t => t.Key, StringComparer.Ordinal))
                page.Append(Invariant($"| `{type.Key}` | {MembersOf(type)} | {SourcesOf(type, folder)} |\n"));
        }

        return page.ToString();
    }

    private static string MembersOf(IEnumerable<OfficialMember> members) => string.Join(", ", members
        .Select(member => member.Member.Member).Where(member => member.Length > 0)
        .GroupBy(NameOf).OrderBy(name => name.Key != "new").ThenBy(name => name.Key, StringComparer.Ordinal)
        .Select(name => name.Count() == 1 ? $"`{name.Key}`" : $"`{name.Key}` ({name.Count()})"));

    private static string NameOf(string member) => member.StartsWith(".ctor", StringComparison.Ordinal)
        ? "new"
        : member.Split('(', '<', '[')[0];

    private static string SourcesOf(IEnumerable<OfficialMember> members, string folder) => string.Join(", ", members
        .Select(member => $"`{member.Source[folder.Length..]}`").Distinct().Order(StringComparer.Ordinal));

    private static string FolderOf(string[] sources)
    {
        var length = sources.Min(source => source.LastIndexOf('/') + 1);
        while (sources.Any(source => !source.StartsWith(sources[0][..length], StringComparison.Ordinal)))
            length = sources[0].LastIndexOf('/', length - 2) + 1;
        return sources[0][..length];
    }
}
