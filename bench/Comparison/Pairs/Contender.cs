using System.Globalization;

namespace Comparison.Pairs;

/// <summary>A program that is measured.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="Program">Its file.</param>
/// <param name="Arguments">What it is asked.</param>
internal sealed record Contender(string Name, string Program, params string[] Arguments)
{
    /// <summary>What is done before, and not measured.</summary>
    public Action Before { get; init; } = () => { };

    /// <summary>Tells afterwards how the rows of tables were written; null when none were.</summary>
    public Func<Projected?> Projected { get; init; } = () => null;
}

/// <summary>Rows of tables that a run wrote.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record Projected(long Rows, double Seconds);

/// <summary>What a program took.</summary>
/// <param name="Wall">Seconds from its start to its end.</param>
/// <param name="Cpu">Seconds of processor time, user and system, of it and its children.</param>
/// <param name="Peak">The most resident memory that it had, in MiB.</param>
/// <param name="Output">What it printed.</param>
internal sealed record Taken(double Wall, double Cpu, double Peak, string Output)
{
    /// <summary>The rows of tables that it wrote; null when it wrote none.</summary>
    public Projected? Projected { get; init; }

    /// <inheritdoc/>
    public override string ToString()
    {
        var taken = string.Create(
            CultureInfo.InvariantCulture, $"{Wall:0.00} s, {Cpu:0.00} s of CPU, {Peak:0} MiB");
        return Projected is { Seconds: > 0 } rows
            ? taken + string.Create(
                CultureInfo.InvariantCulture,
                $"; rows {rows.Seconds:0.00} s of it, {rows.Rows / rows.Seconds:N0} rows/s")
            : taken;
    }
}
