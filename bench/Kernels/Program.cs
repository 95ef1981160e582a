using BenchmarkDotNet.Running;
using Kernels;

// Times each kernel against a plain loop that finds the same, and prints one table. --quick measures less often; a
// word, such as dates, takes only the kernels whose name has it.
(string Name, string Of, Type Type)[] kernels =
[
    ("planner", "row", typeof(Planner)),
    ("tokeniser", "row", typeof(Tokeniser)),
    ("dates", "cell", typeof(Dates)),
    ("decimals", "cell", typeof(Decimals)),
    ("key hash", "key", typeof(KeyHash)),
    ("key numbers", "key", typeof(KeyNumbers)),
    ("sort", "row", typeof(Sort)),
    ("aggregation", "row", typeof(Aggregation)),
    ("edges", "customer", typeof(EdgesOfMeasures)),
    ("scoring", "customer", typeof(Scoring)),
    ("CSV out", "customer", typeof(CsvOut)),
    ("projection: texts", "customer", typeof(RowTexts)),
    ("projection: rows", "customer", typeof(RowWriting)),
];
var isQuick = args.Contains("--quick");
var words = args.Where(word => word != "--quick").ToArray();
var table = new KernelTable();
using var measuring = new Measuring(isQuick);
foreach (var (name, of, type) in kernels.Where(
    kernel => words.Length == 0 || words.Any(word => kernel.Name.Contains(word, StringComparison.OrdinalIgnoreCase))))
{
    await Console.Error.WriteLineAsync($"{name}...");
    table.Add(name, of, BenchmarkRunner.Run(type, measuring.Config));
}

await Console.Out.WriteAsync(table.ToString());
if (table.IsComplete)
    return 0;
await Console.Error.WriteLineAsync($"kernels: some were not measured; {measuring.Log} says why");
return 1;
