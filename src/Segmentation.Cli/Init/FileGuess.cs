namespace Segmentation.Cli.Init;

/// <summary>What a file is taken for.</summary>
/// <param name="Dumps">The file, and those that have the same headers.</param>
/// <param name="Form">The form of its rows; null when it is not known what it holds.</param>
/// <param name="Export">The known export that it is; null when it was told by synonyms.</param>
/// <param name="Sure">How sure that is, in percent.</param>
internal sealed record FileGuess(IReadOnlyList<DumpSample> Dumps, EntityForm? Form, KnownExport? Export, int Sure)
{
    private const int LeastSure = 50;
    private const int ByName = 45;
    private const int ByHeader = 20;
    private const int MostByHeaders = 40;
    private const int ByRole = 10;
    private const int ByWholeOrder = 30;

    /// <summary>The largest of the files.</summary>
    public DumpSample Dump => Dumps[0];

    /// <summary>What a file is: by all of its headers a known export, else by name, headers and values.</summary>
    public static FileGuess Of(IReadOnlyList<DumpSample> dumps)
    {
        if (KnownExport.Of(dumps[0]) is { } export)
            return new FileGuess(dumps, EntityForm.Of(export.Entity), export, 99);
        var best = EntityForm.All.Select(form => (Form: form, Score: Score(dumps[0], form))).MaxBy(one => one.Score);
        return best.Score < LeastSure
            ? new FileGuess(dumps, null, null, best.Score)
            : new FileGuess(dumps, best.Form, null, Math.Min(99, best.Score));
    }

    private static int Score(DumpSample dump, EntityForm form)
    {
        var needed = form.IsCustomers
            ? dump.Columns.Any(column => column.IsDistinct && Synonyms.Ids.Has(column.Header))
            : dump.Columns.Any(column => column.Date is not null);
        if (!needed || form.Telling.Length == 0)
            return 0;
        var words = Words(dump.Name);
        var telling = dump.Columns.Count(column => form.Telling.Has(column.Header));
        var score = (form.Words.Any(words.Contains) ? ByName : 0) + Math.Min(MostByHeaders, telling * ByHeader);
        if (form.IsCustomers)
            return score + ByHeader;
        bool[] roles =
        [
            dump.Columns.Any(column => Synonyms.Customers.Has(column.Header)),
            dump.Columns.Any(column => column.Date is not null && form.Times.Has(column.Header)),
            dump.Columns.Any(column => column.IsNumber && form.Amounts.Has(column.Header)),
        ];
        return score + roles.Count(role => role) * ByRole + (roles.All(role => role) ? ByWholeOrder : 0);
    }

    private static HashSet<string> Words(string name) =>
    [
        .. Path.GetFileNameWithoutExtension(name).ToLowerInvariant()
            .Split([.. name.ToLowerInvariant().Where(sign => !char.IsLetter(sign)).Distinct()]),
    ];
}
