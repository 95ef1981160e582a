using System.Globalization;
using System.Text.Json;
using Segmentation.Engine.Clustering;

namespace Segmentation.Engine.Tests.Clustering;

/// <summary>Points for tests: made by lot, or read from the data beside the sources.</summary>
internal static class Some
{
    /// <summary>The folder of real data; null when it is not there.</summary>
    public static string? Data
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                var data = Path.Combine(folder.FullName, "..", "shared", "data");
                if (File.Exists(Path.Combine(folder.FullName, "Functions.sln")) && Directory.Exists(data))
                    return data;
            }

            return null;
        }
    }

    public static JsonElement Json(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Data!, file))).RootElement;

    /// <summary>Columns of a file of numbers.</summary>
    public static double[][] Columns(string file, params string[] names)
    {
        var lines = File.ReadAllLines(Path.Combine(Data!, file));
        var header = lines[0].Split(',');
        var cells = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        return [.. names.Select(name => Array.ConvertAll(
            cells, row => double.Parse(row[Array.IndexOf(header, name)], CultureInfo.InvariantCulture)))];
    }

    public static Points Scaled(FeatureScale scale, params double[][] columns)
    {
        var scalings = Array.ConvertAll(columns, column => FeatureScaling.Learn(column, scale));
        return Rows(columns[0].Length, columns.Length, (row, column) => scalings[column].Apply(columns[column][row]));
    }

    public static Points Rows(int count, int dimensions, Func<int, int, double> value) => new(
        [.. Enumerable.Range(0, count * dimensions).Select(i => value(i / dimensions, i % dimensions))], dimensions);

    /// <summary>Numbers between 0 and 1.</summary>
    public static Points Noise(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        return Rows(count, dimensions, (_, _) => random.NextDouble());
    }

    /// <summary>Normal numbers around centres that are at least 8 deviations apart; row i has centre i % k.</summary>
    public static Points Blobs(int count, int dimensions, int k, int seed)
    {
        var random = new Random(seed);
        var centres = new List<double[]>();
        while (centres.Count < k)
        {
            double[] centre = [.. Enumerable.Range(0, dimensions).Select(_ => random.NextDouble() * 12 * k)];
            if (centres.All(other => other.Zip(centre, (a, b) => (a - b) * (a - b)).Sum() >= 64))
                centres.Add(centre);
        }

        return Rows(count, dimensions, (row, dimension) => centres[row % k][dimension] + Normal(random));
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>The same rows in another order.</summary>
    public static (Points Points, int[] Order) Shuffled(Points points, int seed)
    {
        var order = Enumerable.Range(0, points.Count).ToArray();
        new Random(seed).Shuffle(order);
        return (new([.. order.SelectMany(row => points.Row(row).ToArray())], points.Dimensions), order);
    }
}
