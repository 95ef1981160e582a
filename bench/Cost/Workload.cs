namespace Cost;

/// <summary>An import and the run that follows it.</summary>
/// <param name="Customers">The customers of the base.</param>
/// <param name="Shards">The shards of the base.</param>
/// <param name="IsFirst">Whether it is the first of the base; else 1 % of the customers changed and moved.</param>
internal sealed record Workload(long Customers, int Shards, bool IsFirst)
{
    /// <summary>The sources: customers and orders, as the generator makes them.</summary>
    public const int Sources = 2;

    private const int MostCustomersOfShard = 62_500;
    private const int LeastShards = 16;

    // What 'segment generate' writes with ten orders for each customer: 101 MB and 553 MB for a million.
    private const int CustomerBytes = 101;
    private const int OrdersBytes = 553;
    private const int ChangedOf = 100;

    /// <summary>The sizes that the table shows.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        .. new long[] { 10_000, 1_000_000, 10_000_000 }.SelectMany(customers => new[] { true, false }.Select(
            isFirst => new Workload(customers, ShardsFor(customers), isFirst))),
    ];

    /// <summary>Customers whose row the run changes.</summary>
    public long Changed => IsFirst ? Customers : Customers / ChangedOf;

    /// <summary>Messages about moves; first results are no moves.</summary>
    public long Moves => IsFirst ? 0 : Changed;

    /// <summary>The bytes of the dumps that arrive.</summary>
    public long DumpBytes => AllBytes / (IsFirst ? 1 : ChangedOf);

    /// <summary>The bytes of all dumps taken so far, without later deltas.</summary>
    public long AllBytes => Customers * (CustomerBytes + OrdersBytes);

    /// <summary>The chunks that are parsed.</summary>
    public int ChunksOf(int chunkBytes) =>
        (int)(Part(CustomerBytes) / chunkBytes + 1 + Part(OrdersBytes) / chunkBytes + 1);

    /// <summary>
    /// How many shards a base of a size should have: a power of two with at most 62,500 customers each, so that the
    /// four activities of an instance stay within its memory, and at least 16.
    /// </summary>
    public static int ShardsFor(long customers)
    {
        var shards = LeastShards;
        while (customers > (long)shards * MostCustomersOfShard)
            shards *= 2;
        return shards;
    }

    private long Part(int bytesOfCustomer) => Customers * bytesOfCustomer / (IsFirst ? 1 : ChangedOf);
}
