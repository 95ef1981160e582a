using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Calibration;

/// <summary>What the edges of one score are learned from.</summary>
/// <param name="Measure">The index of the measure.</param>
/// <param name="Cut">How.</param>
public readonly record struct ScoreInput(int Measure, Cut Cut);

/// <summary>Collects the measures that a scheme's edges are learned from, shard by shard.</summary>
/// <param name="inputs">The scores of the scheme.</param>
public sealed class Calibrator(IReadOnlyList<ScoreInput> inputs)
{
    private readonly List<Column>[] _values = [.. inputs.Select(_ => new List<Column>())];

    /// <summary>
    /// Whether each customer has a value for every score; only those are scored and count for the edges.
    /// </summary>
    /// <param name="inputs">The scores of the scheme.</param>
    /// <param name="measures">The measures, in the order of the workspace.</param>
    /// <param name="count">The number of customers.</param>
    public static bool[] Population(IReadOnlyList<ScoreInput> inputs, IReadOnlyList<Column> measures, int count)
    {
        var scored = new bool[count];
        Array.Fill(scored, true);
        foreach (var input in inputs)
        {
            var measure = measures[input.Measure];
            for (var customer = 0; customer < count; customer++)
                scored[customer] &= !measure.IsNull(customer);
        }

        return scored;
    }

    /// <summary>Adds the customers of a shard.</summary>
    /// <param name="measures">The measures, in the order of the workspace.</param>
    /// <param name="count">The number of customers.</param>
    public void Add(IReadOnlyList<Column> measures, int count)
    {
        var population = Population(inputs, measures, count);
        var rows = new int[population.AsSpan().Count(true)];
        for (int customer = 0, at = 0; at < rows.Length; customer++)
        {
            if (population[customer])
                rows[at++] = customer;
        }

        for (var score = 0; score < _values.Length; score++)
            _values[score].Add(measures[inputs[score].Measure].Take(rows));
    }

    /// <summary>The edges of each score.</summary>
    public Edges[] Learn() => [.. inputs.Select((input, score) => Learn(_values[score], input.Cut))];

    private static Edges Learn(List<Column> columns, Cut cut)
    {
        if (columns.Count == 0)
            return cut.Learn(Array.Empty<decimal>());
        return ColumnConcat.Of(columns[0].Type, columns) switch
        {
            IntegerColumn c => cut.Learn(new Units(c.Values, 0)),
            DateColumn c => cut.Learn(new Units(Array.ConvertAll(c.Values, day => (long)day), 0)),
            MoneyColumn { Units: { } units } => cut.Learn(units),
            MoneyColumn c => cut.Learn(c.Values),
            NumberColumn c => cut.Learn(c.Values),
            var other => throw new ArgumentOutOfRangeException(
                nameof(columns), other.Type, "scores need numbers or dates"),
        };
    }
}
