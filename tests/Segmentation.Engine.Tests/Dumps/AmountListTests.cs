using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;

namespace Segmentation.Engine.Tests.Dumps;

public sealed class AmountListTests
{
    [Fact]
    public void Amounts_of_any_scales_stay_what_they_were()
    {
        decimal[] some =
        [
            0, 1, -1, 1.5m, 51.64m, 0.001m, 0.000000000000000001m, 999999999999999999m, -999999999999999999m,
            1234567890123456.78m, 79228162514264337593543950335m, 0.0000000000000000000000000001m,
        ];
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var (list, expected) = (new AmountList(), new List<decimal>());
            var kinds = random.Next(1, some.Length + 1);
            for (var left = random.Next(40); left > 0; left--)
            {
                if (random.Next(5) == 0)
                {
                    list.AddNull();
                    expected.Add(MoneyColumn.Null);
                    continue;
                }

                expected.Add(some[random.Next(kinds)]);
                list.Add(expected[^1]);
            }

            Assert.Equal(expected, list.ToColumn().Values);
        }
    }

    [Fact]
    public void Amounts_that_fit_are_kept_in_units_of_the_smallest_scale()
    {
        var list = new AmountList();
        list.AddNull();
        list.Add(7, 0);
        list.Add(125, 2);
        list.Add(15, 1);
        var units = list.ToColumn().Units!;
        Assert.Equal(2, units.Scale);
        Assert.Equal([Units.Null, 700, 125, 150], units.Values);
    }
}
