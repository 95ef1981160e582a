using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>A customer's result as a row holds it.</summary>
/// <param name="Name">The customer's name; null when it has none.</param>
/// <param name="Owner">Its owner; null when it has none.</param>
/// <param name="Segments">Per scheme the segment.</param>
internal sealed record StoredResult(
    string? Name, string? Owner, IReadOnlyDictionary<string, StoredSegment> Segments)
{
    /// <summary>Reads a row's text.</summary>
    public static StoredResult Read(string json) => JsonSerializer.Deserialize<StoredResult>(json, Json.Options)!;
}

/// <summary>A customer's segment in one scheme.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Since">The run since which the customer is in it.</param>
/// <param name="Scores">Its scores or points by name; null where it has none.</param>
/// <param name="Entered">The as-of day of the run in which it entered its state; null unless the scheme is a lifecycle.
/// </param>
/// <param name="Model">The segment that the definition says; null when it is the same.</param>
/// <param name="HeldUntil">The first day on which a minimum stay does not hold it any more, or null.</param>
/// <param name="Override">What a person set; null when nobody did.</param>
internal sealed record StoredSegment(
    string Segment, int Since, IReadOnlyDictionary<string, decimal?> Scores, DateOnly? Entered = null,
    string? Model = null, DateOnly? HeldUntil = null, SetSegment? Override = null);

/// <summary>
/// Writes the results of a shard's customers as JSON. It is done for each customer of the base, so that what is the
/// same
/// for many, such as the text up to a segment, is made once.
/// </summary>
internal sealed class ResultWriter
{
    private const int LongestNumber = 32;

    private readonly ScoredShard _shard;
    private readonly CustomerTexts _names;
    private readonly CustomerTexts _owners;
    private readonly int[] _places;
    private readonly Dictionary<(string Customer, string Scheme), Override> _overrides;
    private readonly List<SchemeColumns> _schemes = [];
    private readonly ArrayBufferWriter<byte> _bytes = new(1 << 10);

    /// <summary>A writer of the customers of a shard.</summary>
    /// <param name="shard">The shard of a run.</param>
    /// <param name="plans">The schemes of the run.</param>
    /// <param name="names">The customers' names.</param>
    /// <param name="owners">The customers' owners.</param>
    /// <param name="overrides">What persons set.</param>
    public ResultWriter(
        ScoredShard shard, Plans plans, CustomerTexts names, CustomerTexts owners, IReadOnlyList<Override> overrides)
    {
        (_shard, _names, _owners) = (shard, names, owners);
        _places = names.PlacesOf(shard.Ids);
        _overrides = overrides.ToDictionary(set => (set.Customer, set.Scheme));
        foreach (var scheme in plans.Schemes.Select(plan => plan.Definition)
            .OrderBy(scheme => scheme.Name, StringComparer.Ordinal))
            _schemes.Add(new SchemeColumns(scheme, shard, _schemes.Count == 0));
    }

    /// <summary>The result of the customer in a row.</summary>
    public string Write(int row)
    {
        _bytes.ResetWrittenCount();
        Text("{\"name\":"u8, _names, _places[row]);
        Text(",\"owner\":"u8, _owners, _places[row]);
        _bytes.Write(",\"segments\":{"u8);
        foreach (var scheme in _schemes)
        {
            _bytes.Write(scheme.Heads[scheme.Segments.Codes[row]]);
            Number(scheme.Since.Values[row]);
            _bytes.Write(",\"scores\":{"u8);
            foreach (var (head, scores) in scheme.Scores)
            {
                _bytes.Write(head);
                if (scores is IntegerColumn whole)
                    Number(whole.Values[row]);
                else
                    Points(((MoneyColumn)scores).Values[row]);
            }

            _bytes.Write("}"u8);
            Day(",\"entered\":"u8, scheme.Entered, row);
            if (scheme.Settled.Of(row, _overrides) is { } settled)
                Write(settled);
            _bytes.Write("}"u8);
        }

        _bytes.Write("}}"u8);
        return Encoding.UTF8.GetString(_bytes.WrittenSpan);
    }

    private void Text(ReadOnlySpan<byte> head, CustomerTexts texts, int place)
    {
        _bytes.Write(head);
        if (texts.TryFind(place, out var text))
            Json.Text(_bytes, text);
        else
            _bytes.Write("null"u8);
    }

    private void Text(ReadOnlySpan<byte> head, string text)
    {
        _bytes.Write(head);
        Json.Text(_bytes, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>What is not as the definition says.</summary>
    private void Write(SettledSegment settled)
    {
        if (settled.Model != settled.Segment)
            Text(",\"model\":"u8, settled.Model);
        if (settled.Until is { } until)
            Text(",\"heldUntil\":"u8, until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (settled.Override is not { } set)
            return;
        _bytes.Write(",\"override\":"u8);
        _bytes.Write(JsonSerializer.SerializeToUtf8Bytes(set, Json.Options));
    }

    private void Number(long number)
    {
        if (number == IntegerColumn.Null)
        {
            _bytes.Write("null"u8);
            return;
        }

        Format(number);
    }

    private void Points(decimal points)
    {
        if (points == MoneyColumn.Null)
            _bytes.Write("null"u8);
        else
            Format(Exact.Trimmed(points));
    }

    private void Day(ReadOnlySpan<byte> head, DateColumn? days, int row)
    {
        if (days is null || days.IsNull(row))
            return;
        _bytes.Write(head);
        _bytes.Write("\""u8);
        Format(Days.Date(days.Values[row]), "yyyy-MM-dd");
        _bytes.Write("\""u8);
    }

    private void Format<T>(T value, ReadOnlySpan<char> format = default)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(_bytes.GetSpan(LongestNumber), out var written, format, CultureInfo.InvariantCulture);
        _bytes.Advance(written);
    }

    private sealed class SchemeColumns
    {
        public SchemeColumns(Engine.Workspaces.SchemeDefinition scheme, ScoredShard shard, bool isFirst)
        {
            Segments = (TextColumn)shard.Find(ScoredShard.SegmentName(scheme.Name))!;
            Since = (IntegerColumn)shard.Find(ScoredShard.SinceName(scheme.Name))!;
            Entered = scheme.EnteredColumn is null
                ? null
                : (DateColumn?)shard.Find(ScoredShard.EnteredName(scheme.Name));
            Settled = new SettledSegments(shard, scheme.Name);
            var comma = isFirst ? "" : ",";
            Heads =
            [
                .. Enumerable.Range(0, Segments.Texts.Count).Select(code => Encoding.UTF8.GetBytes(
                    $"{comma}\"{scheme.Name}\":{{\"segment\":\"{Segments.Texts.Text(code)}\",\"since\":")),
            ];
            Scores =
            [
                .. scheme.Columns.Select((score, i) => (
                    Encoding.UTF8.GetBytes($"{(i == 0 ? "" : ",")}\"{score.Name}\":"),
                    shard.Find(ScoredShard.ScoreName(scheme.Name, score.Name))!)),
            ];
        }

        public TextColumn Segments { get; }

        public IntegerColumn Since { get; }

        /// <summary>When states were entered; null unless the scheme is a lifecycle.</summary>
        public DateColumn? Entered { get; }

        /// <summary>What holds and persons did.</summary>
        public SettledSegments Settled { get; }

        public byte[][] Heads { get; }

        public IReadOnlyList<(byte[] Head, Column Scores)> Scores { get; }
    }
}
