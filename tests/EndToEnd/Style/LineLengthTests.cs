namespace EndToEnd.Style;

public sealed class LineLengthTests
{
    private const int Longest = 120;

    [Fact]
    public void No_line_of_the_sources_is_longer_than_120_characters()
    {
        var tooLong = Directory.EnumerateFiles(Path.Combine(Sources.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => File.ReadLines(file).Select((line, i) => (file, Line: i + 1, line.Length)))
            .Where(line => line.Length > Longest);
        Assert.Empty(tooLong.Select(line => $"{Path.GetFileName(line.file)}:{line.Line}"));
    }
}
