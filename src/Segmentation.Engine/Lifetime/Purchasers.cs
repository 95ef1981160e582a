namespace Segmentation.Engine.Lifetime;

/// <summary>
/// The customers with a purchase, in an order that depends on their histories alone, so that what is learned from them
/// does not depend on shards or the order of rows.
/// </summary>
public sealed class Purchasers
{
    private Purchasers(Histories histories, double[] spent) => (this.Histories, Spent) = (histories, spent);

    /// <summary>Their histories.</summary>
    public Histories Histories { get; }

    /// <summary>What each spent later.</summary>
    public double[] Spent { get; }

    /// <summary>How many there are.</summary>
    public int Count => Histories.Count;

    /// <summary>Those of them with a repeat.</summary>
    public int Repeaters => Histories.Repeats.Count(repeats => repeats > 0);

    /// <summary>The days from the first purchase of all to the as-of day; 0 without any.</summary>
    public int HistoryDays => Histories.Age.DefaultIfEmpty().Max();

    /// <summary>Puts the customers of all shards in order; those without a purchase are left out.</summary>
    /// <param name="shards">Per shard the histories, and what each customer spent later.</param>
    public static Purchasers Of(IEnumerable<(Histories Histories, double[] Spent)> shards)
    {
        var all = shards.SelectMany(shard => Known(shard.Histories, shard.Spent)).ToArray();
        Array.Sort(all);
        return new Purchasers(
            new Histories(
                Array.ConvertAll(all, one => one.Repeats), Array.ConvertAll(all, one => one.Last),
                Array.ConvertAll(all, one => one.Age), Array.ConvertAll(all, one => one.Spend),
                Array.ConvertAll(all, one => one.AllSpend)),
            Array.ConvertAll(all, one => one.Spent));
    }

    private static IEnumerable<Purchaser> Known(Histories shard, double[] spent)
    {
        for (var i = 0; i < shard.Count; i++)
        {
            if (shard.Repeats[i] != Histories.NoPurchase)
            {
                yield return new Purchaser(
                    shard.Repeats[i], shard.Last[i], shard.Age[i], shard.Spend[i], shard.AllSpend[i], spent[i]);
            }
        }
    }

    private readonly record struct Purchaser(
        int Repeats, int Last, int Age, double Spend, double AllSpend, double Spent)
        : IComparable<Purchaser>
    {
        public int CompareTo(Purchaser other)
        {
            var order = Repeats.CompareTo(other.Repeats);
            order = order != 0 ? order : Last.CompareTo(other.Last);
            order = order != 0 ? order : Age.CompareTo(other.Age);
            order = order != 0 ? order : Spend.CompareTo(other.Spend);
            order = order != 0 ? order : AllSpend.CompareTo(other.AllSpend);
            return order != 0 ? order : Spent.CompareTo(other.Spent);
        }
    }
}
