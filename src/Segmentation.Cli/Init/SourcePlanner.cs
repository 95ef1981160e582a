using System.Globalization;

namespace Segmentation.Cli.Init;

/// <summary>Says which column of a file becomes what.</summary>
internal sealed class SourcePlanner(Links links)
{
    // A column whose cells are filled less than this, and that rows cannot be without, leaves the others out.
    private const double NearlyAll = 0.9;

    /// <summary>The source for a file.</summary>
    public SourcePlan Plan(FileGuess file) => file.Form!.IsCustomers ? Customers(file) : Events(file);

    private SourcePlan Customers(FileGuess file)
    {
        var id = links.Id!;
        return new SourcePlan(file, file.Form!.Name)
        {
            Customer = id,
            Fields = Fields.Of(file, [id]),
            Questions = id.IsAsked ? [id.Question] : [],
        };
    }

    private SourcePlan Events(FileGuess file)
    {
        var customer = links.CustomerOf(file);
        var via = customer is { IsAsked: false } ? null : links.ViaOf(file);
        if (via is { } joined)
            customer = joined.Column;
        var key = Links.KeyOf(file);
        var (time, records) = (Time(file), file.Form!.IsRecords);
        // Records need no day: one that is unsure is not asked about.
        if (records && time is { IsAsked: true })
            time = null;
        var stage = file.Form.Name == "deals" ? Stage(file.Dump) : null;
        var won = stage is null ? null : Won(stage);
        ColumnGuess[] used = [.. new[] { customer, key, time }.OfType<ColumnGuess>()];
        string?[] missing =
        [
            Asked(customer, "which column names the customer?"),
            records ? null : Asked(time, $"which column is the day of {file.Form.One}?"),
            stage is not null && won is null ? $"which values of `{stage.Header}` say that a deal was won?" : null,
        ];
        return new SourcePlan(file, file.Form.Name)
        {
            Customer = customer,
            Via = via?.Stream.Form!.Name,
            Key = key,
            Time = time,
            Won = won,
            Where = Where(file, won, customer, records ? null : time),
            Fields = Fields.Of(file, used),
            Questions = [.. missing.OfType<string>()],
            Notes = customer is { Column.Several: > 0 } ? [Several(customer.Column)] : [],
        };
    }

    /// <summary>An export that joins all records that a row belongs to in one cell names no customer there.</summary>
    private static string Several(ColumnSample column) => string.Create(
        CultureInfo.InvariantCulture,
        $"{column.Several:N0} of {column.Filled:N0} cells of `{column.Header}` name several (\"1;2\"): their rows are ")
        + "left out; export the primary one, or a row for each";

    private static string? Asked(ColumnGuess? guess, string missing) =>
        guess is null ? missing : guess.IsAsked ? guess.Question : null;

    private static ColumnGuess? Time(FileGuess file)
    {
        var form = file.Form!;
        string[] names = file.Export?.Times is { Length: > 0 } known ? known : form.Times;
        var named = names.Select(file.Dump.Find).FirstOrDefault(column => column?.Date is not null);
        var time = named ?? file.Dump.Columns.FirstOrDefault(column => column.Date is not null);
        if (time is null)
            return null;
        if (time.Date!.Twin is not null)
        {
            return new ColumnGuess(time, "time", 60)
            {
                Question = $"how does `{time.Header}` write days: {time.Date.Format} or {time.Date.Twin}?",
            };
        }

        return new ColumnGuess(time, "time", named is null ? 50 : file.Export is null ? 90 : 95)
        {
            Question = $"is `{time.Header}` the day of {form.One}?",
        };
    }

    /// <summary>Which rows count: those of won deals, and those that have what a row needs, of one customer.</summary>
    private static string[] Where(FileGuess file, WonStage? won, ColumnGuess? customer, ColumnGuess? time) =>
    [
        .. file.Export?.Where is { } where ? [where] : (string[])[],
        .. won is null ? (string[])[] : [$"{Quoted(won.Column)} IN ('{string.Join("', '", won.Values)}')"],
        .. new[] { customer, time }.OfType<ColumnGuess>()
            .Where(guess => guess.Column.Filled < file.Dump.Rows * NearlyAll)
            .Select(guess => $"{Quoted(guess.Column)} IS NOT NULL"),
        .. customer is { Column.Several: > 0 } ? [$"{Quoted(customer.Column)} NOT LIKE '%;%'"] : (string[])[],
    ];

    private static WonStage? Won(ColumnSample stage) =>
        Synonyms.Known(stage.Few!, Synonyms.Won) is { Length: > 0 } won ? new WonStage(stage, won) : null;

    private static ColumnSample? Stage(DumpSample dump)
    {
        var stages = Synonyms.Stage.Select(dump.Find).OfType<ColumnSample>().Where(column => column.Few is not null)
            .ToArray();
        return stages.FirstOrDefault(column => column.Few!.Any(Synonyms.Won.Has)) ?? stages.FirstOrDefault();
    }

    private static string Quoted(ColumnSample column) => '"' + column.Header + '"';
}
