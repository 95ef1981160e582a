using System.Text;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Workspaces;

/// <summary>The smallest workspace that is right, with the file under test put in its place.</summary>
internal static class Definitions
{
    public const string Sources = """
        streams:
          orders:
            file: orders.csv
            customer: customer_id
            time: order_date
            fields: { amount: money }
        """;

    public const string Grid = """
        scheme: rfm
        version: 1
        kind: grid
        scores: { f: { of: frequency, quantiles: 5 } }
        missing: prospect
        segments:
          - { id: often, when: f >= 3 }
          - { id: seldom }
        """;

    public static Dictionary<string, byte[]> Smallest() => new(StringComparer.Ordinal)
    {
        ["workspace.yaml"] = "name: shop\ncurrency: EUR\n"u8.ToArray(),
        ["sources.yaml"] = Encoding.UTF8.GetBytes(Sources),
        ["measures.yaml"] = "frequency: count(orders)\n"u8.ToArray(),
    };

    public static Dictionary<string, byte[]> With(string path, string text)
    {
        var files = Smallest();
        files[path] = Encoding.UTF8.GetBytes(text);
        return files;
    }

    public static Workspace Read(string path, string text) => Read(With(path, text));

    public static Workspace Read(IReadOnlyDictionary<string, byte[]> files)
    {
        var problems = new Problems();
        var workspace = WorkspaceReader.Read(files, problems);
        Assert.Empty(problems.All.Select(problem => problem.ToString()));
        return workspace!;
    }

    public static SourceDefinition Stream(string text) => Read("sources.yaml", text).Streams.First();

    public static SchemeDefinition Scheme(string text) => Assert.Single(Read("schemes/one.yaml", text).Schemes);

    /// <summary>The problems of the smallest workspace with one file replaced.</summary>
    public static string[] Problems(string path, string text) => Problems(With(path, text));

    public static string[] Problems(IReadOnlyDictionary<string, byte[]> files)
    {
        var problems = new Problems();
        Assert.Equal(WorkspaceReader.Read(files, problems) is null, problems.Any);
        return [.. problems.All.Select(problem => problem.ToString())];
    }

    public static string Problem(string path, string text) => Assert.Single(Problems(path, text));
}
