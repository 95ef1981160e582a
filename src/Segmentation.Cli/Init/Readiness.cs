using System.Globalization;

namespace Segmentation.Cli.Init;

/// <summary>The table that says what was recognised, in lines of at most 80 columns.</summary>
internal static class Readiness
{
    private const int Width = 80;
    private const int HeaderWidth = 22;
    private const int FieldWidth = 17;
    private const int SampleWidth = 14;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(
        Proposal proposal, IReadOnlyList<SchemeProposal> schemes, Rhythm? rhythm, WorldGuess? world)
    {
        foreach (var line in proposal.Sources.SelectMany(Source))
            yield return line;
        foreach (var file in proposal.LeftOut)
        {
            foreach (var line in Wrapped($"{file.Name} -> left out: {file.Why}", "  "))
                yield return line;
        }

        yield return "";
        foreach (var scheme in schemes)
        {
            var state = scheme.IsReady ? "ready" : $"missing: {scheme.Missing}";
            foreach (var line in Wrapped($"scheme {scheme.Name,-12} {state}", new string(' ', 20)))
                yield return line;
        }

        if (proposal.Currencies.Count > 1)
        {
            foreach (var line in Wrapped(
                $"? amounts are in {string.Join(", ", proposal.Currencies)}, and summed as they are: say the "
                + "workspace's currency and the amounts', and add tables/rates.csv", "  "))
                yield return line;
        }

        if (rhythm is not null)
        {
            foreach (var line in Wrapped(rhythm.Told(proposal.Find("subscriptions") is not null), "  "))
                yield return line;
        }

        if (world is not null)
        {
            foreach (var line in Wrapped($"world: {WorldGuess.WordOf(world.World)}, for {world.Why}", "  "))
                yield return line;
        }
    }

    /// <summary>A text in lines of at most 80 columns, broken at blanks.</summary>
    public static IEnumerable<string> Wrapped(string text, string indent)
    {
        var rest = text;
        while (rest.Length > Width)
        {
            var at = rest.LastIndexOf(' ', Width);
            if (at <= indent.Length)
                break;
            yield return rest[..at];
            rest = indent + rest[(at + 1)..];
        }

        yield return Clipped(rest, Width);
    }

    /// <summary>A text of at most so many signs, in one line.</summary>
    public static string Clipped(string text, int width)
    {
        var line = string.Concat(text.Select(sign => char.IsControl(sign) ? ' ' : sign));
        return line.Length <= width ? line : line[..(width - 1)] + "…";
    }

    private static IEnumerable<string> Source(SourcePlan source)
    {
        var (file, dump) = (source.File, source.File.Dump);
        var more = file.Dumps.Count > 1 ? $" and {file.Dumps.Count - 1} more" : "";
        var whole = dump.IsWhole ? "" : " (the first 64 MiB)";
        var state = source.IsTaken ? "" : "; asked";
        var title = Text($"{dump.Name}{more} -> {file.Export?.System ?? source.Name}; {dump.Rows:N0} rows{whole}, ");
        foreach (var line in Wrapped(title + Text($"{file.Sure} % sure{state}"), "  "))
            yield return line;
        foreach (var question in source.Questions.SelectMany(question => Wrapped($"  ? {question}", "    ")))
            yield return question;
        foreach (var note in source.Notes.SelectMany(note => Wrapped($"  ! {note}", "    ")))
            yield return note;
        yield return Row("column", "field", "sample", "filled", "newest", "sure");
        var columns = source.Columns.OrderBy(guess => guess.Column.Index).ToArray();
        foreach (var guess in columns)
        {
            yield return Row(
                guess.Column.Header, guess.Field + (guess.IsAsked ? " ?" : ""),
                guess.Value.Length > 0 ? "(a sum)" : guess.Column.First,
                Text($"{(dump.Rows == 0 ? 0 : guess.Column.Filled * 100 / dump.Rows)} %"), Newest(guess.Column),
                Text($"{guess.Sure} %"));
        }

        var taken = columns.Select(guess => guess.Column.Index).ToHashSet();
        var left = dump.Columns.Where(column => !taken.Contains(column.Index)).Select(column => column.Header)
            .ToArray();
        if (left.Length > 0)
        {
            foreach (var line in Wrapped($"  left out: {string.Join(", ", left)}", "    "))
                yield return line;
        }
    }

    private static string Row(string column, string field, string sample, string filled, string newest, string sure) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"  {Clipped(column, HeaderWidth),-HeaderWidth} {Clipped(field, FieldWidth),-FieldWidth} "
            + $"{Clipped(sample, SampleWidth),-SampleWidth} {filled,6} {newest,10} {sure,4}").TrimEnd();

    private static string Newest(ColumnSample column) => column.Date is { } date
        ? Text($"{DateTime.UnixEpoch.AddDays(date.Newest):yyyy-MM-dd}")
        : "";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
