namespace Segmentation.Cli.Init;

/// <summary>How files name the customers: told by headers, and by which values they have in common.</summary>
internal sealed class Links
{
    private const double Some = 0.02;
    private const double Most = 0.5;
    private const double NearlyAll = 0.9;

    private readonly IReadOnlyList<FileGuess> _files;

    /// <summary>The links between files.</summary>
    /// <param name="files">All files whose form is known; at most one of customers.</param>
    public Links(IReadOnlyList<FileGuess> files)
    {
        _files = files;
        Id = files.FirstOrDefault(file => file.Form!.IsCustomers) is { } customers ? IdOf(customers) : null;
    }

    /// <summary>The customer's id in the file of customers; null without such a file.</summary>
    public ColumnGuess? Id { get; }

    /// <summary>The column of an event's file that names the customer; null when none does.</summary>
    public ColumnGuess? CustomerOf(FileGuess file)
    {
        var candidates = Candidates(file).ToArray();
        if (candidates.Length == 0)
            return null;
        if (Id is null || Id.IsAsked)
            return new ColumnGuess(candidates[0], "customer", file.Export is null ? 90 : 95);
        var best = candidates.MaxBy(column => column.Values.ShareIn(Id.Column.Values))!;
        return new ColumnGuess(best, "customer", Sure(best.Values.ShareIn(Id.Column.Values)))
        {
            Question = $"does `{best.Header}` name the customer, as `{Id.Column.Header}` of the customers' file does?",
        };
    }

    /// <summary>
    /// The stream whose keys a column of this file holds, with that column; null when there is none.
    /// </summary>
    public (FileGuess Stream, ColumnGuess Column)? ViaOf(FileGuess file)
    {
        foreach (var stream in _files.Where(other => other != file && !other.Form!.IsCustomers))
        {
            var column = file.Dump.Columns.FirstOrDefault(column => NamesRowOf(stream, column));
            if (column is null || KeyOf(stream) is not { } key)
                continue;
            var share = column.Values.ShareIn(key.Column.Values);
            if (share >= Most)
                return (stream, new ColumnGuess(column, "via", Sure(share)));
        }

        return null;
    }

    /// <summary>Whether a column's header says that it holds keys of this stream.</summary>
    private static bool NamesRowOf(FileGuess stream, ColumnSample column) => stream.Form!.Name == "contacts"
        ? Synonyms.Contacts.Has(column.Header)
        : stream.Form.Keys.Has(column.Header);

    /// <summary>What identifies a row; null when nothing does.</summary>
    public static ColumnGuess? KeyOf(FileGuess file)
    {
        string[] keys = file.Export?.Keys is { Length: > 0 } known ? known : [.. file.Form!.Keys, .. Synonyms.RowIds];
        return keys.Select(file.Dump.Find).OfType<ColumnSample>().FirstOrDefault() is { } key
            && key.Filled == file.Dump.Rows && (key.IsDistinct || file.Export is not null)
                ? new ColumnGuess(key, "key", 95)
                : null;
    }

    private static int Sure(double share) => share switch
    {
        >= NearlyAll => 99,
        >= Most => 90,
        >= Some => 75,
        _ => 50,
    };

    private static IEnumerable<ColumnSample> Candidates(FileGuess file) =>
        (file.Export?.Customers is { Length: > 0 } known ? known : Synonyms.Customers)
            .Select(file.Dump.Find).OfType<ColumnSample>().Where(column => column.Filled > 0).Distinct();

    /// <summary>Of the columns that could be the id the one that the other files refer to, else the first.</summary>
    private ColumnGuess IdOf(FileGuess customers)
    {
        var candidates = (customers.Export?.Ids is { Length: > 0 } known ? known : Synonyms.Ids)
            .Select(customers.Dump.Find).OfType<ColumnSample>().Distinct()
            .Where(column => column.IsDistinct || column.Filled == customers.Dump.Rows).ToArray();
        candidates = [.. candidates.OrderBy(column => !column.IsDistinct)];
        var others = _files.Where(file => file != customers).SelectMany(Candidates).ToArray();
        var best = candidates.MaxBy(id => Share(id, others)) ?? customers.Dump.Columns[0];
        var linked = others.Length == 0 || Share(best, others) >= Some;
        return new ColumnGuess(best, "id", linked && best.IsDistinct ? 95 : 50)
        {
            Question = linked
                ? $"does `{best.Header}` identify a customer? It repeats"
                : $"is `{best.Header}` the customer of the other files? They have no value in common",
        };
    }

    private static double Share(ColumnSample id, IReadOnlyList<ColumnSample> others) =>
        others.Select(other => other.Values.ShareIn(id.Values)).DefaultIfEmpty(0).Max();
}
