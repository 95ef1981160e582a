namespace Segmentation.Cli.Generate;

/// <summary>Logarithm and exponential by +, -, * and / alone: the same last bit on every machine.</summary>
/// <remarks>Math.Log and Math.Exp call the platform's C library, and those libraries differ in the last bit.</remarks>
internal static class SteadyMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const int ExponentBias = 1023;
    private const int MantissaBits = 52;

    /// <summary>The natural logarithm of a positive number: ln(2^k m) = k ln 2 + 2 artanh((m - 1) / (m + 1)).</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var power = (int)(bits >> MantissaBits) - ExponentBias;
        var mantissa = BitConverter.Int64BitsToDouble(
            (bits & ((1L << MantissaBits) - 1)) | ((long)ExponentBias << MantissaBits));
        // Between 0.71 and 1.42 the series needs ten terms for all digits of a double.
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            power++;
        }

        var s = (mantissa - 1) / (mantissa + 1);
        var square = s * s;
        var sum = 0.0;
        for (var term = 19; term >= 1; term -= 2)
            sum = sum * square + 1.0 / term;
        return power * Ln2 + 2 * s * sum;
    }

    /// <summary>e to the power of a number from -700 to 700: e^x = 2^k e^r, and e^r by its Taylor series.</summary>
    public static double Exp(double x)
    {
        var power = Math.Floor(x / Ln2 + 0.5);
        var r = x - power * Ln2;
        var sum = 1.0;
        for (var term = 13; term >= 1; term--)
            sum = 1 + sum * r / term;
        return sum * BitConverter.Int64BitsToDouble(((long)power + ExponentBias) << MantissaBits);
    }
}
