using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Results;

/// <summary>Compares a customer's results in two runs, column by column.</summary>
internal sealed class ResultComparison
{
    private readonly RunSide _now;
    private readonly RunSide _then;
    private readonly bool _sameSchemes;
    private readonly bool _sameTexts;
    private readonly List<(int[] Now, int[] Then)> _codes = [];
    private readonly List<(long[] Now, long[] Then)> _scores = [];
    private readonly List<(decimal[] Now, decimal[] Then)> _points = [];
    private readonly HashSet<int> _overridden;

    /// <summary>A comparison of two shards with the same customers.</summary>
    public ResultComparison(RunSide now, RunSide then)
    {
        (_now, _then) = (now, then);
        _sameTexts = now.HasTextsOf(then);
        _sameSchemes = Dense(now).SequenceEqual(Dense(then));
        _overridden =
        [
            .. now.Overrides.Except(then.Overrides).Concat(then.Overrides.Except(now.Overrides))
                .Select(set => now.Shard.IndexOf(Encoding.UTF8.GetBytes(set.Customer))),
        ];
        if (!_sameSchemes)
            return;
        foreach (var name in Dense(now))
            Add(now.Shard.Find(name)!, then.Shard.Find(name)!);
        foreach (var scheme in now.Plans.Schemes.Select(plan => plan.Definition.Name))
            AddSparse(scheme);
    }

    /// <summary>Whether a customer's row says the same for both.</summary>
    /// <param name="now">The customer's row in the newer shard.</param>
    /// <param name="then">Its row in the older one.</param>
    public bool AreSame(int now, int then)
    {
        if (!_sameSchemes)
            return false;
        return AreSame(_codes, now, then) && AreSame(_scores, now, then) && AreSame(_points, now, then)
            && !_overridden.Contains(now) && (_sameTexts || AreSameTexts(_now.Shard.Ids[now]));
    }

    private void Add(Column now, Column then)
    {
        switch (now, then)
        {
            case (TextColumn after, TextColumn before):
                _codes.Add((after.Codes, Translated(before, after.Texts)));
                break;
            case (DateColumn after, DateColumn before):
                _codes.Add((after.Values, before.Values));
                break;
            case (MoneyColumn after, MoneyColumn before):
                _points.Add((after.Values, before.Values));
                break;
            case (IntegerColumn after, IntegerColumn before):
                _scores.Add((after.Values, before.Values));
                break;
        }
    }

    /// <summary>Adds what a row tells of holds and overrides; columns that are not there say nothing of anybody.
    /// </summary>
    private void AddSparse(string scheme)
    {
        if (Has(ScoredShard.ModelName(scheme)))
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            _codes.Add((Models(_now.Shard, scheme, numbers), Models(_then.Shard, scheme, numbers)));
        }

        Add(ScoredShard.HeldName(scheme), side => Column.Nulls(ColumnType.Date, side.Ids.Count));
        Add(ScoredShard.ConflictsName(scheme), side => Column.Nulls(ColumnType.Integer, side.Ids.Count));
    }

    private void Add(string name, Func<ScoredShard, Column> otherwise)
    {
        if (Has(name))
            Add(_now.Shard.Find(name) ?? otherwise(_now.Shard), _then.Shard.Find(name) ?? otherwise(_then.Shard));
    }

    private bool Has(string name) => _now.Shard.Find(name) is not null || _then.Shard.Find(name) is not null;

    /// <summary>Per customer the number of the segment that the definition says: the own one where nothing is said.
    /// </summary>
    private static int[] Models(ScoredShard side, string scheme, Dictionary<string, int> numbers)
    {
        var segments = (TextColumn)side.Find(ScoredShard.SegmentName(scheme))!;
        var model = side.Find(ScoredShard.ModelName(scheme)) as TextColumn;
        var (own, said) = (Numbers(segments), model is null ? [] : Numbers(model));
        return [.. Enumerable.Range(0, segments.Count).Select(row =>
            model is null || model.IsNull(row) ? own[segments.Codes[row]] : said[model.Codes[row]])];

        int[] Numbers(TextColumn column) => [.. Enumerable.Range(0, column.Texts.Count).Select(code =>
        {
            numbers.TryAdd(column.Texts.Text(code), numbers.Count);
            return numbers[column.Texts.Text(code)];
        })];
    }

    private static bool AreSame<T>(List<(T[] Now, T[] Then)> columns, int now, int then)
        where T : struct, IEquatable<T>
    {
        foreach (var (after, before) in columns)
        {
            if (!after[now].Equals(before[then]))
                return false;
        }

        return true;
    }

    private bool AreSameTexts(ReadOnlySpan<byte> id) =>
        _now.Names.Find(id) == _then.Names.Find(id) && _now.Owners.Find(id) == _then.Owners.Find(id);

    /// <summary>
    /// The columns that schemes have whatever they decide: there is a dot in their names, which no measure can have.
    /// </summary>
    private static IEnumerable<string> Dense(RunSide side) => side.Shard.Names.Where(
        name => name.Contains('.', StringComparison.Ordinal) && !ScoredShard.IsSparse(name));

    /// <summary>The codes of a column in the numbering of other texts; -1 for a text that they lack.</summary>
    private static int[] Translated(TextColumn column, TextList texts)
    {
        var codes = new int[column.Texts.Count];
        for (var code = 0; code < codes.Length; code++)
        {
            codes[code] = -1;
            for (var other = 0; other < texts.Count && codes[code] < 0; other++)
                codes[code] = texts[other].SequenceEqual(column.Texts[code]) ? other : -1;
        }

        return Array.ConvertAll(column.Codes, code => codes[code]);
    }
}
