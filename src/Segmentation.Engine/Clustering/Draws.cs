using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Clustering;

/// <summary>Random numbers that are the same for a seed on every machine and in every version.</summary>
/// <param name="seed">Decides the numbers.</param>
internal sealed class Draws(ulong seed)
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;
    private const double UnitOf53Bits = 1.0 / (1L << 53);

    private ulong _state = seed;

    /// <summary>A number of its own for each part of a task, which draws apart from the others.</summary>
    public static ulong Seed(ulong seed, int part) => StableHash.Combine(seed + Step, (ulong)part);

    /// <summary>The next number, from 0 to below 1.</summary>
    public double Next()
    {
        _state += Step;
        return (StableHash.Combine(_state, _state) >> 11) * UnitOf53Bits;
    }

    /// <summary>The next whole number, from 0 to below a limit.</summary>
    public int Next(int limit) => Math.Min((int)(Next() * limit), limit - 1);
}
