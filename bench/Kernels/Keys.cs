using System.Text;
using BenchmarkDotNet.Attributes;
using PlainLoops;
using Segmentation.Engine.Columns;

namespace Kernels;

/// <summary>Hashing ids of customers, against a loop over bytes and products of 128 bits.</summary>
public class KeyHash
{
    private const int Keys = 10_000;

    private byte[][] _keys = [];

    [GlobalSetup]
    public void Setup() => _keys = Dumps.Cells(Keys, order => order.Customer);

    [Benchmark(Baseline = true, OperationsPerInvoke = Keys)]
    public ulong Plain()
    {
        ulong all = 0;
        foreach (var key in _keys)
            all ^= PlainKeys.Hash(key);
        return all;
    }

    [Benchmark(OperationsPerInvoke = Keys)]
    public ulong Kernel()
    {
        ulong all = 0;
        foreach (var key in _keys)
            all ^= StableHash.Of(key);
        return all;
    }
}

/// <summary>Numbering ids of customers, against a dictionary of texts.</summary>
public class KeyNumbers
{
    private const int Keys = 100_000;

    private byte[][] _keys = [];

    [GlobalSetup]
    public void Setup() => _keys = Dumps.Cells(Keys, order => order.Customer);

    [Benchmark(Baseline = true, OperationsPerInvoke = Keys)]
    public int Plain()
    {
        var (numbers, last) = (new PlainKeys(), 0);
        foreach (var key in _keys)
            last = numbers.Intern(Encoding.UTF8.GetString(key));
        return last;
    }

    [Benchmark(OperationsPerInvoke = Keys)]
    public int Kernel()
    {
        var (numbers, last) = (new TextPool(), 0);
        foreach (var key in _keys)
            last = numbers.Intern(key);
        return last;
    }
}
