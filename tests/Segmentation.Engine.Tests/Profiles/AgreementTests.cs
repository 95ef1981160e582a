using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Profiles;

namespace Segmentation.Engine.Tests.Profiles;

public sealed class AgreementTests
{
    [Fact]
    public void The_same_division_agrees_fully_and_a_crossed_one_less_than_by_chance()
    {
        Assert.Equal(1, Agreement.AdjustedRand(new long[,] { { 0, 5 }, { 7, 0 } }));
        Assert.Equal(-0.5, Agreement.AdjustedRand(new long[,] { { 1, 1 }, { 1, 1 } })!.Value, 12);
    }

    [Fact]
    public void Everybody_together_or_nobody_together_says_nothing()
    {
        Assert.Null(Agreement.AdjustedRand(new long[,] { { 5, 7 }, { 0, 0 } }));
        Assert.Null(Agreement.AdjustedRand(new long[,] { { 1, 0 }, { 0, 1 } }));
        Assert.Null(Agreement.AdjustedRand(new long[,] { { 0 } }));
    }

    [Fact]
    public void The_index_is_that_of_counting_pairs() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var customers = Enumerable.Range(0, random.Next(2, 30))
            .Select(_ => (A: random.Next(3), B: random.Next(4))).ToArray();
        var table = new long[3, 4];
        foreach (var (a, b) in customers)
            table[a, b]++;
        double both = 0, inA = 0, inB = 0, all = 0;
        for (var one = 0; one < customers.Length; one++)
        {
            for (var other = 0; other < one; other++)
            {
                var (sameA, sameB) = (customers[one].A == customers[other].A, customers[one].B == customers[other].B);
                (both, inA, inB, all) = (
                    both + (sameA && sameB ? 1 : 0), inA + (sameA ? 1 : 0), inB + (sameB ? 1 : 0), all + 1);
            }
        }

        if (Agreement.AdjustedRand(table) is { } index)
            Assert.Equal((both - inA * inB / all) / ((inA + inB) / 2 - inA * inB / all), index, 1e-9);
        else
            Assert.True(inA == all || inB == all || inA + inB == 0);
    }).QuickCheckThrowOnFailure();
}
