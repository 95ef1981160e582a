using System.Globalization;
using System.Text;

namespace Segmentation.Cli.Init;

/// <summary>The file <c>sources.yaml</c> of a proposal: what is unsure stands in it as a question.</summary>
internal static class SourcesText
{
    /// <summary>The text.</summary>
    public static string Of(Proposal proposal)
    {
        var text = new StringBuilder(
            "# Which columns are what. What is unsure is asked, and commented out: take the '#' off to say yes.\n"
            + "# A glob such as orders*.csv in place of a file's name takes next month's export too.\n");
        foreach (var customers in proposal.Sources.Where(source => source.Name == EntityForm.CustomersName))
            Append(text, Lines(customers, proposal, ""), !customers.IsTaken);
        var streams = proposal.Sources.Where(source => source.Name != EntityForm.CustomersName).ToArray();
        if (streams.Length > 0)
            Append(text, ["streams:"], !streams.Any(stream => stream.IsTaken));
        foreach (var stream in streams.OrderByDescending(stream => stream.IsTaken))
            Append(text, Lines(stream, proposal, "  "), !stream.IsTaken);
        foreach (var left in proposal.LeftOut)
            text.Append(CultureInfo.InvariantCulture, $"# {OneLine(left.Name)} is left out: {OneLine(left.Why)}\n");
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string> lines, bool commented)
    {
        foreach (var line in lines)
            text.Append(commented ? "# " : "").Append(line).Append('\n');
    }

    private static IEnumerable<string> Lines(SourcePlan source, Proposal proposal, string indent)
    {
        var file = source.File;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{indent}# {OneLine(file.Dump.Name)}: {file.Export?.System ?? source.Name}, {file.Sure} % sure.");
        foreach (var said in source.Questions.Concat(source.Notes))
            yield return $"{indent}# {OneLine(said)}";
        yield return $"{indent}{source.Name}:";
        foreach (var (key, value) in Keys(source, proposal))
            yield return $"{indent}  {key}: {value}";
        var fields = source.Fields.Where(field => !IsWellKnown(source, field)).ToArray();
        if (fields.Any(field => !field.IsAsked))
            yield return $"{indent}  fields:";
        foreach (var field in fields)
        {
            if (field.Question.Length > 0 && field.IsAsked)
                yield return $"{indent}    # {OneLine(field.Question)}";
            yield return $"{indent}    {(field.IsAsked ? "# " : "")}{field.Field}: {Field(source, field, proposal)}";
        }
    }

    private static IEnumerable<(string Key, string Value)> Keys(SourcePlan source, Proposal proposal)
    {
        yield return ("file", Yaml.OneOrList(FileNames.Of(source, proposal)));
        if (Format(source.File) is { Length: > 0 } format)
            yield return ("format", format);
        if (source.Customer is { } customer)
        {
            var column = Yaml.Scalar(customer.Column.Header);
            yield return source.Name == EntityForm.CustomersName ? ("id", column)
                : source.Via is { } via ? ("via", Yaml.Map(("column", column), ("stream", via)))
                : (source.File.Form!.IsRecords ? "belongs_to" : "customer", column);
        }

        if (source.Key is { } key)
            yield return ("key", Yaml.Scalar(key.Column.Header));
        if (source.Time is { } time)
        {
            var column = Yaml.Scalar(time.Column.Header);
            yield return ("time", time.Column.Date?.Format is { } form
                ? Yaml.Map(("column", column), ("format", Yaml.Scalar(form)))
                : column);
        }

        if (source.Where.Count > 0)
            yield return ("where", Yaml.Scalar(string.Join(" AND ", source.Where)));
        foreach (var field in source.Fields.Where(field => IsWellKnown(source, field)))
            yield return (field.Field, Yaml.Map(("column", Yaml.Scalar(field.Column.Header)), ("optional", "true")));
    }

    /// <summary>What has to be declared of the dialect; of files that differ in it, it is told from each.</summary>
    public static string Format(FileGuess file)
    {
        var dialects = file.Dumps.Select(dump => (dump.Dialect.Blanks, dump.Dialect.Delimiter)).Distinct().ToArray();
        var delimiter = dialects is not [var one] ? ""
            : one.Blanks ? "whitespace"
            : one.Delimiter switch { (byte)',' => "", (byte)'\t' => "tab", _ => $"\"{(char)one.Delimiter}\"" };
        var comma = file.Dump.Columns.Any(column => column.HasDecimalComma && column.IsNumber) ? "\",\"" : "";
        return delimiter.Length + comma.Length == 0 ? "" : Yaml.Map(("delimiter", delimiter), ("decimal", comma));
    }

    private static bool IsWellKnown(SourcePlan source, ColumnGuess field) =>
        source.Name == EntityForm.CustomersName && field.Field is ("name" or "owner" or "parent");

    private static string Field(SourcePlan source, ColumnGuess field, Proposal proposal)
    {
        var currency = field.Type == "money" && proposal.Currency is not null
            ? source.File.Dump.Columns.FirstOrDefault(Proposal.IsCurrency)
            : null;
        if (field.Value.Length > 0)
            return Yaml.Map(("value", Yaml.Scalar(field.Value)), ("type", field.Type));
        return Yaml.Map(
            ("column", Yaml.Scalar(field.Column.Header)), ("type", field.Type),
            ("format", field.Type == "date" && field.Column.Date?.Format is { } form ? Yaml.Scalar(form) : ""),
            ("currency", currency is null ? "" : Yaml.Map(("column", Yaml.Scalar(currency.Header)))),
            ("optional", "true"));
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
