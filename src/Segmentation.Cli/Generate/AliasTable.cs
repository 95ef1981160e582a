namespace Segmentation.Cli.Generate;

/// <summary>Draws places in proportion to their weights, each in constant time.</summary>
/// <remarks>
/// The alias method of Walker (1977), built in linear time as in Vose (1991): every slot holds one average weight,
/// shared by its own place and one other.
/// </remarks>
internal sealed class AliasTable
{
    private readonly Slot[] _slots;

    /// <summary>The table of these weights.</summary>
    /// <param name="weights">Weights above 0; they are used up.</param>
    public AliasTable(double[] weights)
    {
        _slots = new Slot[weights.Length];
        ScaleToMeanOne(weights);
        var open = new int[weights.Length];
        var (poor, rich) = Sort(weights, open);
        // The poor stand in front of `poor`, the rich from `rich` on; the poor who take all are done.
        while (poor > 0 && rich < open.Length)
        {
            var taker = open[--poor];
            var giver = open[rich];
            _slots[taker] = new Slot((uint)(weights[taker] * uint.MaxValue), giver);
            weights[giver] -= 1 - weights[taker];
            if (weights[giver] < 1)
            {
                rich++;
                open[poor++] = giver;
            }
        }

        // What is left differs from an average weight by rounding alone.
        foreach (var place in open.AsSpan(0, poor))
            _slots[place] = new Slot(uint.MaxValue, place);
        foreach (var place in open.AsSpan(rich))
            _slots[place] = new Slot(uint.MaxValue, place);
    }

    /// <summary>A place, drawn in proportion to its weight.</summary>
    public int Draw(Chance chance)
    {
        var place = (int)Math.BigMul(chance.Bits(), (ulong)_slots.Length, out var rest);
        ref readonly var slot = ref _slots[place];
        return (uint)(rest >> 32) < slot.Own ? place : slot.Other;
    }

    private static void ScaleToMeanOne(double[] weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
            sum += weight;
        var scale = weights.Length / sum;
        foreach (ref var weight in weights.AsSpan())
            weight *= scale;
    }

    private static (int Poor, int Rich) Sort(double[] weights, int[] open)
    {
        var (poor, rich) = (0, open.Length);
        for (var place = 0; place < weights.Length; place++)
        {
            if (weights[place] < 1)
                open[poor++] = place;
            else
                open[--rich] = place;
        }

        return (poor, rich);
    }

    private readonly record struct Slot(uint Own, int Other);
}
