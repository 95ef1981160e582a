using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;

namespace Segmentation.Engine.Workspaces;

/// <summary>Checks the names by which the files of a workspace mean each other.</summary>
internal sealed class References(Problems problems)
{
    private const string CustomerId = "customer_id";

    /// <summary>A problem for each scheme's need that no source meets.</summary>
    public void CheckNeeds(IEnumerable<Node> schemes, IReadOnlyList<SourceDefinition> sources)
    {
        var names = sources.Select(source => source.Name).ToArray();
        foreach (var need in schemes.SelectMany(SchemeReader.Needs))
            CheckKnown(need.At, "source", need.Value, names);
    }

    /// <summary>A problem for the workspace's value and each score whose measure is unknown.</summary>
    public void CheckMeasures(TextNode? value, IEnumerable<Node> schemes, IReadOnlyList<MeasureDefinition> measures)
    {
        var names = measures.Select(measure => measure.Name).ToArray();
        if (value is not null)
        {
            CheckKnown(value.At, "measure", value.Value, names);
            CheckOwn(value.At, value.Value, measures);
        }

        foreach (var measure in schemes.SelectMany(SchemeReader.Measures))
            CheckKnown(measure.At, "measure", measure.Value, names);
        foreach (var shared in schemes.SelectMany(SchemeReader.Shared))
            CheckOwn(shared.At, shared.Value, measures);
    }

    /// <summary>A problem for each measure that <c>outcomes.yaml</c> names and that is not there.</summary>
    public void CheckOutcomes(OutcomesDefinition outcomes, IReadOnlyList<MeasureDefinition>? measures)
    {
        var names = (measures ?? []).Select(measure => measure.Name).ToArray();
        foreach (var named in new[] { outcomes.Start, outcomes.CostToServe }.OfType<NamedMeasure>())
        {
            CheckKnown(named.At, "measure", named.Name, names);
            CheckOwn(named.At, named.Name, measures ?? []);
        }
    }

    /// <summary>A problem for each skill of a playbook that the workspace has no hours of, when it has skills.
    /// </summary>
    public void CheckSkills(DefinitionFiles files, IReadOnlyList<string> skills)
    {
        foreach (var skill in files.PlaybookDocuments.Select(file => file.Value).OfType<Node>()
            .SelectMany(PlaybookReader.Skills))
            CheckKnown(skill.At, "skill", skill.Value, skills);
    }

    /// <summary>
    /// A problem for a measure that is summed over customers and rolled up: the sum would count it at each level.
    /// </summary>
    private void CheckOwn(Location at, string name, IReadOnlyList<MeasureDefinition> measures)
    {
        if (measures.Any(measure => measure.Name == name && measure.IsRolledUp))
            problems.Add(ProblemCode.RolledUpTwice, at, $"measure {Sentence.Quoted(name)} is rolled up",
                "a measure of each customer alone", "sums of customers would count the same value several times");
    }

    /// <summary>A problem for each amount with a currency when the workspace has none to bring it into.</summary>
    public void CheckCurrencies(IEnumerable<SourceDefinition> sources, string? currency)
    {
        foreach (var field in sources.SelectMany(source => source.Fields)
            .Where(f => f is { Currency: not null, Type: ColumnType.Money } && currency is null))
        {
            problems.Add(
                ProblemCode.NoCurrency, field.At, $"'{field.Name}' has a currency, and the workspace has none",
                "currency: in workspace.yaml, such as currency: EUR");
        }
    }

    /// <summary>A problem for each playbook of a segment that is not there, when there are any.</summary>
    public void CheckPlaybooks(IEnumerable<Node> schemes, IReadOnlyList<string> playbooks)
    {
        foreach (var playbook in schemes.SelectMany(SchemeReader.Playbooks))
            CheckKnown(playbook.At, "playbook", playbook.Value, playbooks);
    }

    /// <summary>A problem for each measure and segment that a playbook names and that is not there.</summary>
    /// <param name="files">The playbooks.</param>
    /// <param name="measures">The measures; null when they could not be read.</param>
    /// <param name="schemes">The schemes. When one of them could not be read, segments are not looked for.</param>
    public void CheckPlays(
        DefinitionFiles files, IReadOnlyList<MeasureDefinition>? measures, IReadOnlyList<SchemeDefinition> schemes)
    {
        var documents = files.PlaybookDocuments.Select(file => file.Value).OfType<Node>().ToArray();
        var names = (measures ?? []).Select(measure => measure.Name).ToArray();
        foreach (var measure in documents.SelectMany(PlaybookReader.Measures))
            CheckKnown(measure.At, "measure", measure.Value, names);
        if (files.SchemeDocuments.Count() != schemes.Count)
            return;
        var segments = schemes.SelectMany(scheme => scheme.Segments).Select(segment => segment.Id).Distinct()
            .Order(StringComparer.Ordinal).ToArray();
        var learns = schemes.Any(scheme => scheme.Kind == SchemeKind.Clusters);
        foreach (var segment in documents.SelectMany(PlaybookReader.Segments)
            .Where(segment => !learns || !ClustersReader.IsCluster(segment.Value)))
            CheckKnown(segment.At, "segment", segment.Value, segments);
    }

    /// <summary>
    /// A problem for each name that two of measures, scores and schemes share: they are columns of one file.
    /// </summary>
    public void CheckColumns(IEnumerable<MeasureDefinition> measures, IReadOnlyList<SchemeDefinition> schemes)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal) { [CustomerId] = "the customer's id" };
        foreach (var measure in measures)
            Take(taken, measure.Name, measure.At, "measure");
        foreach (var scheme in schemes)
        {
            foreach (var score in scheme.Columns)
                TakeScore(taken, score);
            if (scheme.EnteredColumn is { } entered)
                Take(taken, entered, scheme.At, "column");
        }

        foreach (var scheme in schemes)
            Take(taken, scheme.Name, scheme.At, "scheme");
    }

    private void TakeScore(Dictionary<string, string> taken, ScoreColumn score)
    {
        Take(taken, score.Name, score.At, "score");
        if (ScoredShard.OfScheme.Contains(score.Name))
            problems.Add(ProblemCode.NameTaken, score.At, $"score '{score.Name}'", "another name",
                $"{string.Join(", ", ScoredShard.OfScheme)} are columns of a scheme by themselves");
    }

    private void Take(Dictionary<string, string> taken, string name, Location at, string what)
    {
        if (!taken.TryAdd(name, $"a {what} in {at.File} line {at.Line}"))
            problems.Add(
                ProblemCode.NameTaken, at, $"{what} '{name}' has the name of {taken[name]}", "a name of its own",
                "measures, scores and schemes are columns of one file");
    }

    /// <summary>
    /// A problem for a name that is unknown; none when nothing is known, which is a problem of its own or none.
    /// </summary>
    private void CheckKnown(Location at, string what, string name, IReadOnlyList<string> known)
    {
        if (known.Count > 0 && !known.Contains(name))
            problems.Add(
                ProblemCode.UnknownName, at, $"unknown {what} {Sentence.Quoted(name)}", $"{Entries.OneOf(known)}",
                Entries.Near(name, known));
    }
}
