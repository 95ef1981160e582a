using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Tests.Lifetime;

/// <summary>Customers who behave as a model says, by a plain simulation.</summary>
internal static class Planted
{
    public static (int[] Repeats, int[] Last, int[] Age) Customers(PurchaseModel model, int count, Random random)
    {
        var (repeats, last, age) = (new int[count], new int[count], new int[count]);
        for (var row = 0; row < count; row++)
        {
            age[row] = random.Next(100, 1097);
            var rate = Gamma(model.R, random) / (model.Alpha * 7);
            var leaving = Gamma(model.A, random);
            var leaves = leaving / (leaving + Gamma(model.B, random));
            var time = 0.0;
            var isAlive = model.Kind == PurchaseModelKind.BgNbd || random.NextDouble() >= leaves;
            while (isAlive)
            {
                time += -Math.Log(1 - random.NextDouble()) / rate;
                if (time > age[row])
                    break;
                repeats[row]++;
                last[row] = (int)Math.Round(time);
                isAlive = random.NextDouble() >= leaves;
            }
        }

        return (repeats, last, age);
    }

    // G. Marsaglia and W. W. Tsang, A Simple Method for Generating Gamma Variables (2000).
    public static double Gamma(double shape, Random random)
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
}
