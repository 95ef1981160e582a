using System.Numerics;

namespace Segmentation.Cli.Generate;

/// <summary>A stream of chance that a seed fixes for good, unlike System.Random, whose stream may change.</summary>
/// <remarks>
/// xoshiro256** 1.0 by Blackman and Vigna (2018), seeded by SplitMix64 as its authors advise: https://prng.di.unimi.it.
/// </remarks>
internal sealed class Chance
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spareNormal = double.NaN;

    /// <summary>One of the streams of a seed.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="stream">The number of the stream; each number gives another one.</param>
    public Chance(ulong seed, uint stream)
    {
        var state = seed + stream * 0xD1B54A32D192ED03;
        (_a, _b, _c, _d) = (SplitMix(ref state), SplitMix(ref state), SplitMix(ref state), SplitMix(ref state));
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong Bits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A whole number from 0 to one less than the bound.</summary>
    public int Below(int bound) => (int)Math.BigMul(Bits(), (ulong)bound, out _);

    /// <summary>A number above 0 and below 1.</summary>
    public double Unit() => ((Bits() >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>Whether something of this probability happens.</summary>
    public bool Happens(double probability) => Unit() < probability;

    /// <summary>A standard normal number, by the polar method of Marsaglia and Bray (1964).</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        double x, y, square;
        do
        {
            (x, y) = (2 * Unit() - 1, 2 * Unit() - 1);
            square = x * x + y * y;
        }
        while (square is >= 1 or 0);

        var scale = Math.Sqrt(-2 * SteadyMath.Log(square) / square);
        _spareNormal = y * scale;
        return x * scale;
    }

    /// <summary>A gamma number of mean <paramref name="shape"/> and scale 1, by Marsaglia and Tsang (2000).</summary>
    public double Gamma(double shape)
    {
        if (shape < 1)
            return Gamma(shape + 1) * SteadyMath.Exp(SteadyMath.Log(Unit()) / shape);
        var d = shape - 1.0 / 3;
        while (true)
        {
            var x = Normal();
            var root = 1 + x / (3 * Math.Sqrt(d));
            var v = root * root * root;
            if (v > 0 && SteadyMath.Log(Unit()) < 0.5 * x * x + d - d * v + d * SteadyMath.Log(v))
                return d * v;
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
