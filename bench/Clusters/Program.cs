using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Segmentation.Engine.Clustering;

// Times k-means on customers with 6 features and 8 clusters, from given starts, and how long it takes to choose the
// number of clusters. With a folder, points and starts are written there, as numbers of 8 bytes, for other programs.
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

var (best, fit) = (double.MaxValue, KMeans.From(points, starts));
for (var round = 0; round < Rounds; round++)
{
    var watch = Stopwatch.StartNew();
    fit = KMeans.From(points, starts);
    best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{count} x {Features}, k = {Clusters}: {best:0.0} ms, {fit.Iterations} iterations, inertia {fit.Inertia:0.000000}"));

double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
