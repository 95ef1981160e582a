using System.CommandLine;
using Comparison.InProcess;
using Segmentation.Functions.Runs;

namespace Comparison;

/// <summary><c>engine</c>: segments two dumps in process, and prints the sizes of the segments.</summary>
internal static class EngineCommand
{
    private static readonly Option<FileInfo> Transactions = new Option<FileInfo>("--transactions")
    {
        Description = "The file of orders.",
        HelpName = "FILE",
        Required = true,
    }.AcceptExistingOnly();

    private static readonly Option<FileInfo> Customers = new Option<FileInfo>("--customers")
    {
        Description = "The file of customers, if they are joined.",
        HelpName = "FILE",
    }.AcceptExistingOnly();

    private static readonly Option<string?> Out =
        new("--out") { Description = "Where a line per customer is written, if anywhere.", HelpName = "FILE" };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "How many chunks, and shards, are worked on at once.",
        HelpName = "N",
        DefaultValueFactory = _ => 2,
    };

    /// <summary>The definitions that all who are compared follow.</summary>
    public static string Workspace => Path.Combine(AppContext.BaseDirectory, "workspace");

    public static Command Create()
    {
        var command = new Command("engine", "Segments dumps in process, without a base.")
        {
            Transactions, Customers, Out, Threads,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult asked)
    {
        var dumps = new Dictionary<string, string> { ["orders"] = asked.GetRequiredValue(Transactions).FullName };
        if (asked.GetValue(Customers) is { } customers)
            dumps.Add("customers", customers.FullName);
        var threads = asked.GetValue(Threads);
        var run = EngineRun.Of(WorkspaceFolder.Read(Workspace, Workspace), dumps, threads);
        foreach (var (_, segment, count) in run.Sizes())
            Console.WriteLine($"{segment} {count}");
        if (asked.GetValue(Out) is not { } file)
            return;
        using var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        run.Write(output, threads);
    }
}
