using System.Reflection;
using Segmentation.Engine.Workspaces;

namespace EndToEnd.Style;

public sealed class LintCodesTests
{
    [Fact]
    public void Each_code_of_the_linter_is_explained_once_and_no_other()
    {
        var codes = typeof(ProblemCode).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (string)field.GetRawConstantValue()!).Order();
        var rows = File.ReadLines(Path.Combine(Sources.Root, "docs/lint.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | ")).ToArray();
        Assert.Equal(codes, rows.Select(row => row[0].Trim('|', ' ', '`')).Order());
        Assert.All(rows, row => Assert.Equal(4, row.Length));
    }
}
