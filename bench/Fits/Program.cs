using System.Diagnostics;
using System.Globalization;
using Segmentation.Engine.Lifetime;

// Times the fits of lifetime models: BG/NBD on a million customers of 1,096 days, and, given the table of the CDNOW
// sample with its columns x, tx_days, T_days and mean_repeat_value, BG/NBD and Gamma-Gamma on that. Prints medians of
// wall time after one round of warm-up.
const int Rounds = 5;
var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000_000;
if (args.Length > 0)
    TimeSample(args[0]);

var model = new PurchaseModel(PurchaseModelKind.BgNbd, 0.8, 8, 0.8, 2.5);
var (repeats, last, age) = Simulate(model, count, new Random(1));
Print($"BG/NBD on {count} customers", () => PurchaseFit.Fit(model.Kind, repeats, last, age).LogLikelihood);
Print($"expected orders of {count} customers", () => Enumerable.Range(0, count)
    .Sum(row => model.ExpectedOrders(repeats[row], last[row], age[row], 365)));
Print($"forecast of orders of {count} customers", () => Forecast(LifetimeForecast.Orders(model, 365)));
Print($"forecast of value of {count} customers", () => Forecast(LifetimeForecast.Value(model, new(364))));
Print($"P(alive) of {count} customers", () => Enumerable.Range(0, count)
    .Sum(row => model.Alive(repeats[row], last[row], age[row])));
Print($"lifetime value of {count} customers", () => Enumerable.Range(0, count)
    .Sum(row => LifetimeValue.Of(model, 30, repeats[row], last[row], age[row], new(364))));
double[] means = [.. repeats.Select((_, row) => 10 + row * 7919 % 10_007 / 50.0)];
Print($"Gamma-Gamma on {repeats.Count(x => x > 0)} customers", () => SpendFit.Fit(repeats, means).LogLikelihood);

double Forecast(LifetimeForecast forecast)
{
    var sum = 0.0;
    for (var row = 0; row < count; row++)
        sum += forecast.Of(repeats[row], last[row], age[row]);
    return sum;
}

static void TimeSample(string file)
{
    string[][] rows = [.. File.ReadLines(file).Select(line => line.Split(','))];
    var (repeats, last, age) = (Whole("x"), Whole("tx_days"), Whole("T_days"));
    var mean = Column("mean_repeat_value");
    var kind = PurchaseModelKind.BgNbd;
    Print($"BG/NBD on {age.Length} customers", () => PurchaseFit.Fit(kind, repeats, last, age).LogLikelihood);
    Print($"Gamma-Gamma on {age.Length} customers", () => SpendFit.Fit(repeats, mean).LogLikelihood);

    int[] Whole(string name) => [.. Column(name).Select(number => (int)number)];
    double[] Column(string name) => [.. rows.Skip(1).Select(row =>
        double.Parse(row[Array.IndexOf(rows[0], name)], CultureInfo.InvariantCulture))];
}

static void Print(string what, Func<double> work)
{
    work();
    var times = new List<double>();
    var result = 0.0;
    for (var round = 0; round < Rounds; round++)
    {
        var start = Stopwatch.GetTimestamp();
        result = work();
        times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    times.Sort();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what}: {times[Rounds / 2]:0.0} ms (least {times[0]:0.0}), gives {result:0.000}"));
}

// Each customer orders at a rate of their own, and leaves after an order with a chance of their own.
static (int[] Repeats, int[] Last, int[] Age) Simulate(PurchaseModel model, int count, Random random)
{
    var (repeats, last, age) = (new int[count], new int[count], new int[count]);
    for (var row = 0; row < count; row++)
    {
        age[row] = random.Next(1, 1097);
        var perDay = Gamma(model.R, random) / (model.Alpha * 7);
        var leaving = Gamma(model.A, random);
        var leaves = leaving / (leaving + Gamma(model.B, random));
        var time = 0.0;
        while ((time += -Math.Log(1 - random.NextDouble()) / perDay) <= age[row])
        {
            repeats[row]++;
            last[row] = (int)time;
            if (random.NextDouble() < leaves)
                break;
        }
    }

    return (repeats, last, age);
}

// G. Marsaglia and W. W. Tsang, A Simple Method for Generating Gamma Variables (2000).
static double Gamma(double shape, Random random)
{
    if (shape < 1)
        return Gamma(shape + 1, random) * Math.Pow(1 - random.NextDouble(), 1 / shape);
    var d = shape - 1.0 / 3;
    while (true)
    {
        var x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var v = Math.Pow(1 + x / Math.Sqrt(9 * d), 3);
        if (v > 0 && Math.Log(1 - random.NextDouble()) < x * x / 2 + d - d * v + d * Math.Log(v))
            return d * v;
    }
}
