using System.Text;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Tests.Linting;

namespace Segmentation.Functions.Tests.Schemas;

/// <summary>What the readers say of one file, in an otherwise good workspace.</summary>
internal static class Reader
{
    public static IReadOnlyList<Problem> Problems(string path, string text)
    {
        var files = Mended.Files();
        files[path] = Encoding.UTF8.GetBytes(text);
        var problems = new Problems();
        WorkspaceReader.Read(files, problems);
        return [.. problems.All.Where(problem => problem.At.File == path)];
    }
}
