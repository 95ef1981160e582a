using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Results;

public sealed class GlobalOrderTests
{
    private static readonly string[] Pieces = ["", "a", "b", "0", "10", "é", "\uFFFD", "😀", "customer-", "\0"];

    [Fact]
    public void All_customers_are_in_order_of_their_bytes() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        var ids = Enumerable.Range(0, random.Next(60))
            .Select(
                _ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => Pieces[random.Next(Pieces.Length)])))
            .Distinct();
        var count = random.Next(1, 6);
        var shards = ids.GroupBy(_ => random.Next(count)).ToDictionary(g => g.Key, g => Sorted(g));
        string[][] all = [.. Enumerable.Range(0, count).Select(shard => shards.GetValueOrDefault(shard) ?? [])];
        var next = new int[count];
        var order = GlobalOrder.Of([.. all.Select(shard => Some.Texts(shard))]);
        Assert.Equal(Sorted(all.SelectMany(shard => shard)), order.Select(shard => all[shard][next[shard]++]));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Without_customers_there_is_no_order() => Assert.Empty(GlobalOrder.Of([Some.Texts(), Some.Texts()]));

    private static string[] Sorted(IEnumerable<string> ids) =>
        [.. ids.OrderBy(id => Convert.ToHexString(Encoding.UTF8.GetBytes(id)), StringComparer.Ordinal)];
}
