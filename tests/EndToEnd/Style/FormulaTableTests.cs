namespace EndToEnd.Style;

public sealed class FormulaTableTests
{
    [Fact]
    public void Each_section_of_the_formulas_has_a_line_with_its_source_a_known_answer_and_tests_that_exist()
    {
        var lines = File.ReadAllLines(Path.Combine(Sources.Root, "docs/formulas.md"));
        var rows = lines.Where(line => line.StartsWith("| [", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ")).ToArray();
        Assert.Equal(
            lines.Where(line => line.StartsWith("##", StringComparison.Ordinal))
                .Select(line => line.TrimStart('#', ' ')),
            rows.Select(row => row[0][1..row[0].IndexOf(']', StringComparison.Ordinal)]));
        var tests = Directory.EnumerateFiles(
            Path.Combine(Sources.Root, "tests"), "*Tests.cs", SearchOption.AllDirectories)
            .Select(Path.GetFileNameWithoutExtension).ToHashSet();
        Assert.All(rows, row =>
        {
            Assert.Equal(4, row.Length);
            Assert.All(row, cell => Assert.NotEmpty(cell.Trim()));
            Assert.All(row[3].Split(", "), name => Assert.Contains(name.Trim('`'), tests));
        });
    }
}
