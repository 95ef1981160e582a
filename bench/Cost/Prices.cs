using System.Text.Json;

namespace Cost;

/// <summary>A price, a limit or a measured rate.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">What it is a number of.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="Date">When.</param>
internal sealed record Figure(double Value, string Unit, string Source, DateOnly Date);

/// <summary>The figures that the table is computed from: <c>prices.json</c>.</summary>
/// <param name="Region">The region of the prices.</param>
/// <param name="Note">What a reader must know about them.</param>
/// <param name="Figures">The figures by name.</param>
internal sealed record Prices(string Region, string Note, IReadOnlyDictionary<string, Figure> Figures)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private readonly HashSet<string> _used = [];

    /// <summary>The figures that nothing was computed from so far.</summary>
    public IEnumerable<string> Unused => Figures.Keys.Except(_used);

    /// <summary>A figure.</summary>
    /// <exception cref="KeyNotFoundException">When the file lacks it.</exception>
    public double this[string name]
    {
        get
        {
            _used.Add(name);
            return Figures.TryGetValue(name, out var figure)
                ? figure.Value
                : throw new KeyNotFoundException($"prices.json: no figure '{name}'; expected one; add it");
        }
    }

    /// <summary>Reads the file.</summary>
    public static Prices Read()
    {
        using var stream = typeof(Prices).Assembly.GetManifestResourceStream("prices.json")!;
        return JsonSerializer.Deserialize<Prices>(stream, Web)!;
    }
}
