using System.Diagnostics;
using System.Globalization;
using Scoring;
using Segmentation.Engine.Calibration;
using Segmentation.Engine.Columns;

// Times how long it takes to decide six schemes for a million customers with 40 measures each, from columns in memory to
// columns in memory, on one core. Prints CPU seconds: learning the edges, then deciding; the best of five rounds.
const int Rounds = 5;
var count = args is [var given] ? int.Parse(given, CultureInfo.InvariantCulture) : 1_000_000;
var (measures, schemes) = Definitions.Bind();
var columns = Enumerable.Range(0, Definitions.Measures)
    .Select(measure => RandomColumn(measures.Type(measure), new Random(measure), count)).ToArray();

var (learning, deciding) = (double.MaxValue, double.MaxValue);
for (var round = 0; round < Rounds; round++)
{
    var start = Cpu();
    var edges = schemes.Schemes.ToDictionary(plan => plan.Definition.Name, plan => Learn(plan.Inputs));
    var learned = Cpu();
    schemes.Decide(columns, name => edges[name], 0, count);
    (learning, deciding) = (Math.Min(learning, learned - start), Math.Min(deciding, Cpu() - learned));
}

Console.WriteLine(string.Create(
    CultureInfo.InvariantCulture,
    $"{count} customers x {schemes.Schemes.Count} schemes x {Definitions.Measures} measures: "
    + $"edges {learning:0.00} s, segments {deciding:0.00} s of CPU"));

Edges[] Learn(IReadOnlyList<ScoreInput> inputs)
{
    var calibrator = new Calibrator(inputs);
    calibrator.Add(columns, count);
    return calibrator.Learn();
}

static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

static Column RandomColumn(ColumnType type, Random random, int count) => type switch
{
    ColumnType.Integer => new IntegerColumn([.. Filled(count, () => (long)random.Next(1000))]),
    ColumnType.Money => new MoneyColumn([.. Filled(count, () => random.Next(100_000) / 100m)]),
    ColumnType.Number => new NumberColumn([.. Filled(count, random.NextDouble)]),
    _ => new TextColumn([.. Filled(count, () => random.Next(3))], Texts()),
};

static IEnumerable<T> Filled<T>(int count, Func<T> next) => Enumerable.Range(0, count).Select(_ => next());

static TextList Texts()
{
    var texts = new TextList();
    foreach (var text in new[] { "x", "y", "z" })
        texts.Add(text);
    return texts;
}
