using System.Globalization;
using Comparison.InProcess;
using Segmentation.Functions.Runs;

// Comparison engine --transactions FILE [--customers FILE] [--out FILE] [--threads 2]
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var dumps = new Dictionary<string, string>();
if (Option("--customers") is { } customers)
    dumps.Add("customers", customers);
dumps.Add("orders", Option("--transactions")!);
var threads = int.Parse(Option("--threads") ?? "2", CultureInfo.InvariantCulture);
var folder = Path.Combine(AppContext.BaseDirectory, "workspace");
var run = EngineRun.Of(WorkspaceFolder.Read(folder, folder), dumps, threads);
foreach (var (_, segment, count) in run.Sizes())
    Console.WriteLine($"{segment} {count}");
if (Option("--out") is { } file)
{
    using var output = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
    run.Write(output, threads);
}

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;
