using System.Buffers;
using System.Text;
using System.Text.Json;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Lookup;

/// <summary>
/// Writes what a run says of customers as JSON, as a <see cref="CustomerAnswer"/> is written. What a row holds as JSON
/// is copied and not read; what all customers of the run have in common is made once.
/// </summary>
internal sealed class RunText
{
    private readonly (byte[] Fresh, byte[] Stale) _heads;
    private readonly Dictionary<int, byte[]> _publishedAt;

    // Few of each, so that looking at one after another is faster than making a key of bytes.
    private readonly (byte[] Scheme, (byte[] Segment, byte[] Name)[] Segments)[] _names;

    /// <summary>The text of a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="names">Its definitions: the names of segments.</param>
    /// <param name="all">All published runs up to it.</param>
    public RunText(PublishedRun run, Workspace names, IEnumerable<PublishedRun> all)
    {
        Run = run.Run;
        _heads = (Head(run, isStale: false), Head(run, isStale: true));
        _publishedAt = all.ToDictionary(known => known.Run, known => Json(known.PublishedAt));
        _names =
        [
            .. names.Schemes.Select(scheme => (
                Json(scheme.Name),
                scheme.Segments.Select(segment => (Json(segment.Id), Json(segment.Name))).ToArray())),
        ];
    }

    /// <summary>The run.</summary>
    public int Run { get; }

    /// <summary>Writes the answer.</summary>
    /// <param name="into">Takes it.</param>
    /// <param name="customer">The customer's id.</param>
    /// <param name="stored">Its result, as <see cref="StoredResult"/> reads it.</param>
    /// <param name="isStale">Whether base or definitions are newer than the run's.</param>
    /// <param name="aliases">Its other ids.</param>
    /// <param name="measures">The measures; null to leave them out.</param>
    public void Write(
        IBufferWriter<byte> into, string customer, string stored, bool isStale, IReadOnlyList<string> aliases,
        IReadOnlyDictionary<string, object?>? measures)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(stored.Length));
        try
        {
            into.Write("{\"customer\":"u8);
            into.Write(Json(customer));
            Write(into, bytes.AsSpan(0, Encoding.UTF8.GetBytes(stored, bytes)), isStale);
            if (aliases.Count > 0)
                Write(into, ",\"aliases\":"u8, Json(aliases));
            if (measures is not null)
                Write(into, ",\"measures\":"u8, Json(measures));
            into.Write("}"u8);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private void Write(IBufferWriter<byte> into, ReadOnlySpan<byte> stored, bool isStale)
    {
        // ResultWriter writes name and owner first, and schemes in the order of answers.
        var reader = new Utf8JsonReader(stored);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("segments"u8))
            {
                into.Write(isStale ? _heads.Stale : _heads.Fresh);
                WriteSegments(into, ref reader, stored);
                continue;
            }

            into.Write(","u8);
            into.Write(stored[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
            into.Write(Value(ref reader, stored));
        }
    }

    private void WriteSegments(IBufferWriter<byte> into, ref Utf8JsonReader reader, ReadOnlySpan<byte> stored)
    {
        into.Write("{"u8);
        reader.Read();
        for (var count = 0; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
        {
            if (count > 0)
                into.Write(","u8);
            var name = stored[(int)reader.TokenStartIndex..(int)reader.BytesConsumed];
            into.Write(name);
            reader.Read();
            Write(into, name.TrimEnd((byte)':'), StoredParts.Read(ref reader, stored));
        }

        into.Write("}"u8);
    }

    private void Write(IBufferWriter<byte> into, ReadOnlySpan<byte> scheme, StoredParts parts)
    {
        Write(into, "{\"segment\":"u8, parts.Segment);
        Write(into, ",\"name\":"u8, NameOf(scheme, parts.Segment));
        Write(into, ",\"since\":"u8, _publishedAt[parts.Since]);
        Write(into, ",\"scores\":"u8, parts.Scores);
        Write(into, ",\"modelSegment\":"u8, parts.Model.IsEmpty ? parts.Segment : parts.Model);
        Write(into, ",\"override\":"u8, parts.Override.IsEmpty ? "null"u8 : parts.Override);
        Write(into, ",\"heldUntil\":"u8, parts.HeldUntil.IsEmpty ? "null"u8 : parts.HeldUntil);
        if (!parts.Entered.IsEmpty)
            Write(into, ",\"entered\":"u8, parts.Entered);
        into.Write("}"u8);
    }

    /// <summary>The name that people read; the id of a segment that the definitions do not have.</summary>
    /// <param name="scheme">The scheme, between quotes.</param>
    /// <param name="segment">The segment's id, between quotes; neither has a character that JSON escapes.</param>
    private ReadOnlySpan<byte> NameOf(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> segment)
    {
        foreach (var (known, segments) in _names)
        {
            if (!scheme.SequenceEqual(known))
                continue;
            foreach (var (id, name) in segments)
            {
                if (segment.SequenceEqual(id))
                    return name;
            }
        }

        return segment;
    }

    private static void Write(IBufferWriter<byte> into, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        into.Write(name);
        into.Write(value);
    }

    /// <summary>The next value as it stands.</summary>
    private static ReadOnlySpan<byte> Value(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> stored)
    {
        reader.Read();
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return stored[start..(int)reader.BytesConsumed];
    }

    private static byte[] Head(PublishedRun run, bool isStale) =>
    [
        .. ",\"run\":"u8, .. Json(run.Run), .. ",\"asOf\":"u8, .. Json(run.AsOf),
        .. ",\"publishedAt\":"u8, .. Json(run.PublishedAt), .. ",\"stale\":"u8, .. Json(isStale), .. ",\"segments\":"u8,
    ];

    private static byte[] Json<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value, Hosting.Json.Options);

    /// <summary>The values of a <see cref="StoredSegment"/> as JSON; empty where there is none.</summary>
    private ref struct StoredParts
    {
        public ReadOnlySpan<byte> Segment { get; private set; }

        public int Since { get; private set; }

        public ReadOnlySpan<byte> Scores { get; private set; }

        public ReadOnlySpan<byte> Entered { get; private set; }

        public ReadOnlySpan<byte> Model { get; private set; }

        public ReadOnlySpan<byte> HeldUntil { get; private set; }

        public ReadOnlySpan<byte> Override { get; private set; }

        /// <summary>Reads an object at whose beginning the reader stands.</summary>
        public static StoredParts Read(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> stored)
        {
            var parts = default(StoredParts);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("segment"u8))
                    parts.Segment = Value(ref reader, stored);
                else if (reader.ValueTextEquals("since"u8))
                    parts.Since = reader.Read() ? reader.GetInt32() : 0;
                else if (reader.ValueTextEquals("scores"u8))
                    parts.Scores = Value(ref reader, stored);
                else if (reader.ValueTextEquals("entered"u8))
                    parts.Entered = Value(ref reader, stored);
                else if (reader.ValueTextEquals("model"u8))
                    parts.Model = Value(ref reader, stored);
                else if (reader.ValueTextEquals("heldUntil"u8))
                    parts.HeldUntil = Value(ref reader, stored);
                else if (reader.ValueTextEquals("override"u8))
                    parts.Override = Value(ref reader, stored);
                else
                    Value(ref reader, stored);
            }

            return parts;
        }
    }
}
