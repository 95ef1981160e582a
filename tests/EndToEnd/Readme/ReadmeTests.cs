using System.Text.RegularExpressions;
using Segmentation.Cli;

namespace EndToEnd.Readme;

/// <summary>The current folder belongs to the whole process: these tests run alone.</summary>
[CollectionDefinition(nameof(CurrentFolder), DisableParallelization = true)]
public sealed class CurrentFolder;

/// <summary>What the README tells people to type works, line by line.</summary>
[Collection(nameof(CurrentFolder))]
public sealed partial class ReadmeTests
{
    private static string Root { get; } = RootFolder();

    [Fact]
    public void Every_line_of_a_shell_block_succeeds()
    {
        var lines = ShellLines().ToArray();
        Assert.Contains(lines, line => line.StartsWith("./segment", StringComparison.Ordinal));
        var folder = Directory.CreateTempSubdirectory("segment-readme-");
        var before = Environment.CurrentDirectory;
        try
        {
            CopyFolder(Path.Combine(Root, "workspaces"), folder.CreateSubdirectory("workspaces").FullName);
            Environment.CurrentDirectory = folder.FullName;
            foreach (var line in lines)
                Run(line);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_command_is_in_the_help()
    {
        var help = new StringWriter();
        Assert.Equal(0, SegmentCommand.Run(["--help"], help, TextWriter.Null));
        var known = HelpedCommand().Matches(help.ToString()).Select(match => match.Groups[1].Value).ToHashSet();
        var named = NamedCommand().Matches(ReadmeText()).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(named);
        Assert.Superset(named, known);
    }

    private static void Run(string line)
    {
        var words = Word().Matches(line).Select(word => word.Value.Trim('"')).ToArray();
        Assert.Equal("./segment", words[0]);
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = SegmentCommand.Run(words[1..], output, error);
        Assert.True(code == 0, $"{line} ended with {code}: {error}{output}");
    }

    /// <summary>The lines of all blocks marked <c>sh</c>, without indentation.</summary>
    private static IEnumerable<string> ShellLines()
    {
        var inside = false;
        foreach (var line in ReadmeText().Split('\n').Select(line => line.Trim()))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inside = line == "```sh";
            else if (inside && line.Length > 0)
                yield return line;
        }
    }

    private static string ReadmeText() => File.ReadAllText(Path.Combine(Root, "README.md"));

    private static string RootFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Functions.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no folder with Functions.sln above the tests");
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    [GeneratedRegex("""
        "[^"]*"|\S+
        """)]
    private static partial Regex Word();

    [GeneratedRegex(@"^ {2}([a-z]+)(?= |$)", RegexOptions.Multiline)]
    private static partial Regex HelpedCommand();

    [GeneratedRegex(@"(?:\./segment|-c Release --) ([a-z]+)")]
    private static partial Regex NamedCommand();
}
