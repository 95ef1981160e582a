using System.Text;
using Segmentation.Engine.Columns;

namespace Segmentation.Cli.Init;

/// <summary>Which columns of a file become fields, and of which type.</summary>
internal static class Fields
{
    private const int ByHeader = 90;
    private const int ByValues = 80;
    private const int Unsure = 50;

    private static readonly string[] Reserved =
        ["time", "name", "owner", "parent", "customer_id", "and", "or", "not", "in", "like", "between", "is", "null",
            "case", "when", "then", "else", "end", "where", "last", "days", "date", "true", "false", "as_of"];

    /// <summary>The fields of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="used">The columns that are something else already.</param>
    public static IReadOnlyList<ColumnGuess> Of(FileGuess file, IReadOnlyList<ColumnGuess> used)
    {
        var (dump, form) = (file.Dump, file.Form!);
        var taken = used.Select(guess => guess.Column.Index).ToHashSet();
        var fields = new List<ColumnGuess>();
        void Take(ColumnGuess? guess)
        {
            if (guess is not null && taken.Add(guess.Column.Index))
                fields.Add(guess);
        }

        if (form.IsCustomers)
        {
            foreach (var (field, headers) in Synonyms.WellKnown)
                Take(WellKnown(dump, field, headers, taken));
            foreach (var (field, type, headers) in Synonyms.Fields)
                Take(Known(dump, field, type, headers, taken));
            fields.AddRange(Sums.Of(dump).Where(sum => fields.TrueForAll(field => field.Field != sum.Field)));
        }
        else
        {
            Take(Amount(dump, form, taken));
            if (form.Name == "subscriptions")
                Take(Known(dump, "ended", "date", Synonyms.Ends, taken));
        }

        // Beside the owner, the name of a person is of no use.
        foreach (var column in dump.Columns.Where(column => !taken.Contains(column.Index)
            && !(form.IsCustomers && Synonyms.OwnerNames.Has(column.Header))))
            Take(Plain(column, fields));
        return [.. fields.OrderBy(field => field.Column.Index)];
    }

    private static ColumnGuess? WellKnown(DumpSample dump, string field, string[] headers, HashSet<int> taken) =>
        headers.Select(dump.Find).FirstOrDefault(column =>
            column is { Filled: > 0 } && !taken.Contains(column.Index)) is { } found
            ? new ColumnGuess(found, field, ByHeader)
            : null;

    private static ColumnGuess? Known(
        DumpSample dump, string field, string type, string[] headers, HashSet<int> taken)
    {
        var found = headers.Select(dump.Find).FirstOrDefault(column =>
            column is { Filled: > 0 } && !taken.Contains(column.Index) && Fits(column, type));
        return found is null ? null : new ColumnGuess(found, field, found.Date?.Twin is null ? ByHeader : Unsure)
        {
            Type = type,
            Question = found.Date is { Twin: { } twin } date
                ? $"how does `{found.Header}` write days: {date.Format} or {twin}?"
                : "",
        };
    }

    private static bool Fits(ColumnSample column, string type) => type switch
    {
        "date" => column.Type == ColumnType.Date,
        "integer" => column.Type == ColumnType.Integer,
        "money" => column.Type is ColumnType.Integer or ColumnType.Number,
        _ => column.Type == ColumnType.Text,
    };

    private static ColumnGuess? Amount(DumpSample dump, EntityForm form, HashSet<int> taken)
    {
        if (form.Amounts.Length == 0)
            return null;
        var named = form.Amounts.Select(dump.Find).FirstOrDefault(column =>
            column is { IsNumber: true } && !taken.Contains(column.Index));
        if (named is not null)
            return new ColumnGuess(named, "amount", ByHeader) { Type = "money" };
        var fractions = dump.Columns.Where(column => column.HasFractions && !taken.Contains(column.Index)).ToArray();
        return fractions is not [var only] ? null : new ColumnGuess(only, "amount", Unsure)
        {
            Type = "money",
            Question = $"is `{only.Header}` the amount of {form.One}?",
        };
    }

    /// <summary>Any other column under its own name, when its values are of some use.</summary>
    private static ColumnGuess? Plain(ColumnSample column, List<ColumnGuess> fields)
    {
        if (column.Filled == 0 || column.IsMail || column.IsPhone || column.IsFreeText
            || Synonyms.Secret.Has(column.Header)
            || (column.Type == ColumnType.Text && column.IsDistinct && column.Few is null))
            return null;
        var name = NameOf(column.Header);
        if (name.Length == 0)
            return null;
        if (Reserved.Contains(name) || fields.Any(field => field.Field == name))
            name += "_2";
        if (Reserved.Contains(name) || fields.Any(field => field.Field == name))
            return null;
        var unsure = column.Date?.Twin is not null && column.Type == ColumnType.Date;
        return new ColumnGuess(column, name, unsure ? Unsure : ByValues)
        {
            Type = IsMoney(column) ? "money" : column.Type.ToString().ToLowerInvariant(),
            Question = unsure
                ? $"how does `{column.Header}` write days: {column.Date!.Format} or {column.Date.Twin}?"
                : "",
        };
    }

    private static bool IsMoney(ColumnSample column) =>
        column.Type is ColumnType.Integer or ColumnType.Number
        && Synonyms.Money.Any(word => NameOf(column.Header).Split('_').Contains(word));

    /// <summary>A header as expressions can write it; empty when it has no letters.</summary>
    public static string NameOf(string header)
    {
        header = Synonyms.Bare(header);
        var name = new StringBuilder();
        for (var i = 0; i < header.Length; i++)
        {
            var (sign, before) = (header[i], i > 0 ? header[i - 1] : ' ');
            if (char.IsAsciiLetterUpper(sign) && char.IsAsciiLetterLower(before) && name.Length > 0)
                name.Append('_');
            if (char.IsAsciiLetterOrDigit(sign))
                name.Append(char.ToLowerInvariant(sign));
            else if (name.Length > 0 && name[^1] != '_')
                name.Append('_');
        }

        var text = name.ToString().Trim('_');
        return text.Length > 0 && char.IsAsciiDigit(text[0]) ? "_" + text : text;
    }
}
