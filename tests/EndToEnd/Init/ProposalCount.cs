using Segmentation.Cli.Init;

namespace EndToEnd.Init;

/// <summary>How much of an import was recognised.</summary>
internal static class ProposalCount
{
    /// <summary>Its files and columns, counted.</summary>
    public static string Of(Proposal proposal)
    {
        var files = proposal.Sources.Select(source => (Taken: source.IsTaken, source.File.Dumps.Count)).ToArray();
        var columns = proposal.Sources.SelectMany(source => source.Columns.Select(guess =>
            (source.Name, guess.Column.Index, Asked: guess.IsAsked || !source.IsTaken))).Distinct().ToArray();
        var all = proposal.Sources.Sum(source => source.File.Dump.Columns.Count);
        return $"files: {files.Where(file => file.Taken).Sum(file => file.Count)} taken, "
            + $"{files.Where(file => !file.Taken).Sum(file => file.Count)} asked, {proposal.LeftOut.Count} left out; "
            + $"columns: {columns.Count(column => !column.Asked)} recognised, "
            + $"{columns.Count(column => column.Asked)} asked, {all - columns.Length} left out";
    }
}
