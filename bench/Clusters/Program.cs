using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Segmentation.Engine.Clustering;

// Times k-means on customers with 6 features and 8 clusters from given starts: milliseconds of an iteration, without
// what comes before and behind; then a choice among 2 to 10 clusters. Best of five rounds, wall and CPU. With a folder,
// points and starts are written there, row by row as numbers of 8 bytes, for other programs to start from.
const int Clusters = 8;
const int Features = 6;
const int Rounds = 5;
var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
var random = new Random(1);
var middles = Enumerable.Range(0, Clusters * Features).Select(_ => 6 * random.NextDouble()).ToArray();
var points = new Points(new double[count * Features], Features);
for (var i = 0; i < points.Values.Length; i++)
    points.Values[i] = middles[i / Features % Clusters * Features + i % Features] + Normal();
var starts = new Points(points.Values[..(Clusters * Features)], Features);
if (args.Length > 1)
{
    File.WriteAllBytes(Path.Combine(args[1], "points"), MemoryMarshal.AsBytes(points.Values.AsSpan()));
    File.WriteAllBytes(Path.Combine(args[1], "starts"), MemoryMarshal.AsBytes(starts.Values.AsSpan()));
}

var fit = KMeans.From(points, starts);
var all = Best(() => KMeans.From(points, starts));
var last = Best(() => KMeans.From(points, fit.Centroids));
var iterations = fit.Iterations - KMeans.From(points, fit.Centroids).Iterations;
var choice = Best(() => ClusterChoice.Choose(points, 2, 10, 1));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{count} x {Features}, k = {Clusters}: an iteration {(all.Wall - last.Wall) / iterations:0.0} ms, "
    + $"{(all.Cpu - last.Cpu) / iterations:0.0} ms of CPU; {fit.Iterations} of them, inertia {fit.Inertia:0.000000}"));
Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture, $"choice among 2 to 10: {choice.Wall:0} ms, {choice.Cpu:0} ms of CPU"));

static (double Wall, double Cpu) Best(Action work)
{
    var (wall, cpu) = (double.MaxValue, double.MaxValue);
    for (var round = 0; round < Rounds; round++)
    {
        var (watch, before) = (Stopwatch.StartNew(), Cpu());
        work();
        (wall, cpu) = (Math.Min(wall, watch.Elapsed.TotalMilliseconds), Math.Min(cpu, Cpu() - before));
    }

    return (wall, cpu);
}

static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalMilliseconds;

double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
