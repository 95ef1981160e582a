using Segmentation.Engine.Workspaces;

namespace Segmentation.Cli.Init;

/// <summary>What an import's files are taken for.</summary>
/// <param name="Sources">A source for each kind of file, customers first; some are only asked about.</param>
/// <param name="LeftOut">The files that no source reads, each with the reason.</param>
internal sealed record Proposal(IReadOnlyList<SourcePlan> Sources, IReadOnlyList<FileLeftOut> LeftOut)
{
    /// <summary>The sources that are taken.</summary>
    public IEnumerable<SourcePlan> Taken => Sources.Where(source => source.IsTaken);

    /// <summary>The currency of all amounts; null when none is named, or several are.</summary>
    public string? Currency => Currencies is [var only] ? only : null;

    /// <summary>The currencies that columns name, by code.</summary>
    public IReadOnlyList<string> Currencies =>
    [
        .. Taken.SelectMany(source => source.File.Dump.Columns).Where(IsCurrency)
            .SelectMany(column => column.Few!).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The source of this name, when it is taken.</summary>
    public SourcePlan? Find(string name) => Taken.FirstOrDefault(source => source.Name == name);

    /// <summary>What is ordered: orders, else won deals, else invoices; null when there is none of them.</summary>
    public SourcePlan? Orders => Find("orders") ?? Find("deals") ?? Find("invoices");

    /// <summary>Whether a column tells each row's currency.</summary>
    public static bool IsCurrency(ColumnSample column) =>
        column.IsCurrency && Synonyms.Currency.Has(column.Header);

    /// <summary>Looks at the files of an import.</summary>
    /// <param name="import">A folder of dumps, or one dump.</param>
    /// <exception cref="DefinitionException">When there is no such folder or file.</exception>
    /// <exception cref="ImportException">When no file can be used.</exception>
    public static Proposal Of(string import)
    {
        var (dumps, leftOut) = (new List<DumpSample>(), new List<FileLeftOut>());
        var files = Files(import);
        foreach (var (path, name) in files)
        {
            try
            {
                dumps.Add(DumpSample.Of(path, name));
            }
            catch (ImportException fault) when (files.Count > 1)
            {
                leftOut.Add(new FileLeftOut(name, fault.Message[(name.Length + 2)..]));
            }
        }

        return Of(dumps, leftOut, import);
    }

    private static Proposal Of(List<DumpSample> dumps, List<FileLeftOut> leftOut, string import)
    {
        var guesses = Guesses(dumps);
        leftOut.AddRange(guesses.Where(guess => guess.Form is null).SelectMany(guess => guess.Dumps).Select(dump =>
            new FileLeftOut(dump.Name, "neither customers nor dated events of customers were recognised in it")));
        var chosen = guesses.Where(guess => guess.Form is not null).GroupBy(guess => guess.Form!.Name).ToArray();
        leftOut.AddRange(chosen.SelectMany(same => same.Skip(1)).SelectMany(guess => guess.Dumps.Select(dump =>
            new FileLeftOut(dump.Name, $"another file is taken for {guess.Form!.Name}, with other headers"))));
        FileGuess[] known = [.. chosen.Select(same => same.First())];
        var planner = new SourcePlanner(new Links(known));
        var sources = WithKnownStreams([.. known.Select(planner.Plan)
            .OrderBy(source => source.Name != EntityForm.CustomersName)
            .ThenBy(source => source.Name, StringComparer.Ordinal)]);
        return sources.Any(source => source.IsTaken)
            ? new Proposal(sources, [.. leftOut.OrderBy(file => file.Name, StringComparer.Ordinal)])
            : throw Nothing(import, sources, leftOut);
    }

    /// <summary>The files by headers, surest and largest first.</summary>
    private static List<FileGuess> Guesses(List<DumpSample> dumps)
    {
        var guesses = dumps
            .GroupBy(dump => string.Join('|', dump.Columns.Select(column => Synonyms.Plain(column.Header))))
            .Select(same => FileGuess.Of([.. same.OrderByDescending(dump => dump.Rows).ThenBy(dump => dump.Name)]))
            .OrderByDescending(guess => guess.Sure).ThenByDescending(guess => guess.Dump.Rows)
            .ThenBy(guess => guess.Dump.Name, StringComparer.Ordinal).ToList();
        if (guesses.Exists(guess => guess.Form is { IsCustomers: true }))
            return guesses;
        // Without a file of companies the contacts are the customers.
        return [.. guesses.Select(guess => guess.Form?.Name == "contacts"
            ? guess with { Form = EntityForm.Of(EntityForm.CustomersName) }
            : guess)];
    }

    /// <summary>A stream can only be joined through one that is taken.</summary>
    private static SourcePlan[] WithKnownStreams(SourcePlan[] sources) =>
    [
        .. sources.Select(source => source.Via is { } via && !sources.Any(other => other.Name == via && other.IsTaken)
            ? source with { Questions = [.. source.Questions, $"it is joined through {via}, which is asked about"] }
            : source),
    ];

    private static List<(string Path, string Name)> Files(string import)
    {
        if (File.Exists(import))
            return [(import, Path.GetFileName(import))];
        if (!Directory.Exists(import))
        {
            throw new DefinitionException(
                "--from", $"no file or folder {Sentence.Quoted(import)}", "a folder of dumps, or one dump",
                "check the path");
        }

        var files = Directory.EnumerateFiles(import, "*", SearchOption.AllDirectories)
            .Select(path => (Path: path, Name: Path.GetRelativePath(import, path).Replace('\\', '/')))
            .Where(file => !file.Name.Split('/').Any(part => part.StartsWith('.'))
                && file.Name is not ("_SUCCESS" or "manifest.json"))
            .OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        return files.Count > 0 ? files : throw new ImportException(
            "--from", $"no files in {Sentence.Quoted(import)}", "at least one dump", "export some, as CSV");
    }

    private static ImportException Nothing(
        string import, IReadOnlyList<SourcePlan> asked, IReadOnlyList<FileLeftOut> leftOut)
    {
        var found = asked.Select(source => $"{source.File.Dump.Name}: {source.Questions[0]}")
            .Concat(leftOut.Select(file => $"{file.Name}: {file.Why}")).First();
        return new ImportException(
            import, $"no file could be used ({found})", "a file of customers, or of events with customer and day",
            "segment init --templates DIR writes files with the usual headers");
    }
}

/// <summary>A file that no source reads.</summary>
/// <param name="Name">Its path inside the import.</param>
/// <param name="Why">The reason.</param>
internal sealed record FileLeftOut(string Name, string Why);
