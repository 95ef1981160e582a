using System.Globalization;

namespace Comparison.Pairs;

/// <summary>Measures programs in turn, after it has seen that they give the same results.</summary>
/// <param name="tools">The programs.</param>
/// <param name="inputs">What they read.</param>
/// <param name="works">What is compared.</param>
internal sealed class Session(Tools tools, Inputs inputs, HashSet<Work> works)
{
    private readonly Roster _roster = new(tools, inputs);

    /// <summary>Runs each program once, which also brings the dumps into memory, and compares the results.</summary>
    /// <exception cref="ComparisonException">When they differ.</exception>
    public async Task CheckAsync(CancellationToken cancel)
    {
        var outputs = new Dictionary<string, string>();
        foreach (var contender in _roster.Of(works).Where(contender => contender.Name != Roster.SecondRun))
            outputs[contender.Name] = (await TakenAsync("check", contender, cancel)).Output;
        if (works.Contains(Work.Csv))
            Compare("the engine", _roster.EngineFile);
        if (works.Contains(Work.Run))
            Compare("the segment command", _roster.SegmentFile);
        var counting = new[] { Roster.DuckDbCounts, Roster.EngineCounts, Roster.BoundOneThread, Roster.BoundCounts };
        foreach (var name in counting.Where(outputs.ContainsKey))
            SameResults.Sizes(Roster.DuckDbCounts, outputs[Roster.DuckDbCounts], name, outputs[name]);
    }

    /// <summary>What each program took, pair by pair.</summary>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, Taken>>> MeasureAsync(
        int pairs, CancellationToken cancel)
    {
        var measured = new List<IReadOnlyDictionary<string, Taken>>();
        for (var pair = 1; pair <= pairs; pair++)
        {
            var taken = new Dictionary<string, Taken>();
            foreach (var contender in _roster.Of(works))
                taken[contender.Name] = await TakenAsync(
                    string.Create(CultureInfo.InvariantCulture, $"pair {pair} of {pairs}"), contender, cancel);
            measured.Add(taken);
        }

        return measured;
    }

    private static async Task<Taken> TakenAsync(string when, Contender contender, CancellationToken cancel)
    {
        await Console.Error.WriteAsync($"{when}: {contender.Name}... ");
        var taken = await Child.RunAsync(contender, cancel);
        await Console.Error.WriteLineAsync(taken.ToString());
        return taken;
    }

    private void Compare(string who, string file)
    {
        var equal = SameResults.Lines(_roster.DuckDbFile, file);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"DuckDB and {who} say the same of all {equal:N0} customers"));
    }
}
