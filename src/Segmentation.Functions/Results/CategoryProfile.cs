using Segmentation.Engine.Columns;
using Segmentation.Engine.Profiles;

namespace Segmentation.Functions.Results;

/// <summary>How often each category of a text, or of true and false, occurs.</summary>
/// <param name="segments">Per scheme the number of its segments.</param>
/// <param name="isTruth">Whether the categories are true and false.</param>
internal sealed class CategoryProfile(IReadOnlyList<int> segments, bool isTruth) : MeasureProfile
{
    /// <summary>
    /// A text with more categories than this tells customers apart, not segments; it is not compared.
    /// </summary>
    public const int MostCategories = 500;

    private const int True = 1;

    private static readonly TextList FalseAndTrue = Texts("false", "true");

    private readonly TextPool _categories = new();
    private readonly long[][][] _counts = [.. segments.Select(count => NoCounts(count))];

    /// <inheritdoc/>
    public override void Add(Column column, int[][] segments)
    {
        var texts = column is TextColumn text
            ? text
            : new TextColumn(Array.ConvertAll(((BooleanColumn)column).Values, value => (int)value), FalseAndTrue);
        var codes = Interned(texts);
        for (var scheme = 0; scheme < segments.Length && HasFew; scheme++)
        {
            var (counts, own) = (_counts[scheme], segments[scheme]);
            for (var row = 0; row < own.Length; row++)
            {
                if (texts.Codes[row] != TextColumn.Null)
                    counts[own[row]][codes[texts.Codes[row]]]++;
            }
        }
    }

    /// <inheritdoc/>
    public override void Add(MeasureProfile other)
    {
        var more = (CategoryProfile)other;
        for (var category = 0; category < more._categories.Count; category++)
        {
            var own = _categories.Intern(more._categories.Texts[category]);
            for (var scheme = 0; scheme < _counts.Length && HasFew; scheme++)
            {
                for (var segment = 0; segment < _counts[scheme].Length; segment++)
                    _counts[scheme][segment][own] += more._counts[scheme][segment][category];
            }
        }
    }

    /// <inheritdoc/>
    public override Contrast? Of(int scheme, int segment)
    {
        var (ours, known) = (_counts[scheme][segment], _counts[scheme].Sum(counts => counts.Sum()));
        var (oursKnown, othersKnown) = (ours.Sum(), known - ours.Sum());
        if (!HasFew || oursKnown < EffectSize.LeastCustomers || othersKnown < EffectSize.LeastCustomers)
            return null;
        // Of two that differ alike, the one that the segment has more of reads better.
        return Enumerable.Range(0, _categories.Count)
            .Select(category => Of(category, ours, oursKnown, _counts[scheme], othersKnown))
            .OrderByDescending(contrast => Math.Abs(contrast.Effect)).ThenByDescending(contrast => contrast.Effect)
            .ThenBy(contrast => contrast.Category, StringComparer.Ordinal).First();
    }

    /// <inheritdoc/>
    public override double? Between(int scheme, int a, int b)
    {
        var (ours, others) = (_counts[scheme][a], _counts[scheme][b]);
        var (oursKnown, othersKnown) = (ours.Sum(), others.Sum());
        if (!HasFew || oursKnown < EffectSize.LeastCustomers || othersKnown < EffectSize.LeastCustomers)
            return null;
        return Enumerable.Range(0, _categories.Count)
            .Select(category =>
                EffectSize.H((double)ours[category] / oursKnown, (double)others[category] / othersKnown))
            .OrderByDescending(Math.Abs).ThenByDescending(effect => effect).First();
    }

    /// <inheritdoc/>
    public override decimal? Mean(int scheme, int? segment)
    {
        long[][] counts = segment is { } one ? [_counts[scheme][one]] : _counts[scheme];
        var known = counts.Sum(own => own.Sum());
        if (!isTruth || known == 0)
            return null;
        var holds = _categories.Intern(FalseAndTrue[True]);
        return Told((decimal)counts.Sum(own => own[holds]) / known);
    }

    private bool HasFew => _categories.Count <= MostCategories;

    private Contrast Of(int category, long[] ours, long oursKnown, long[][] all, long othersKnown)
    {
        var others = all.Sum(counts => counts[category]) - ours[category];
        var effect = EffectSize.H((double)ours[category] / oursKnown, (double)others / othersKnown);
        return new Contrast(Told(effect), oursKnown, othersKnown)
        {
            Category = _categories.Texts.Text(category),
            Share = Told((decimal)ours[category] / oursKnown),
            OthersShare = Told((decimal)others / othersKnown),
            Lift = Told(EffectSize.Lift(
                ours[category], oursKnown, ours[category] + others, oursKnown + othersKnown, _categories.Count)),
        };
    }

    /// <summary>Per code of a column the number of its category; only codes that rows have become categories.</summary>
    private int[] Interned(TextColumn column)
    {
        var categories = new int[column.Texts.Count];
        Array.Fill(categories, TextColumn.Null);
        foreach (var code in column.Codes)
        {
            if (!HasFew)
                break;
            if (code != TextColumn.Null && categories[code] == TextColumn.Null)
                categories[code] = _categories.Intern(column.Texts[code]);
        }

        return categories;
    }

    private static long[][] NoCounts(int segments) =>
        [.. Enumerable.Range(0, segments).Select(_ => new long[MostCategories])];

    private static TextList Texts(params IEnumerable<string> texts)
    {
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text);
        return list;
    }
}
