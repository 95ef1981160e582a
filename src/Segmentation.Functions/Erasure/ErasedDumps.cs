using System.Text;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Erasure;

/// <summary>
/// Takes the rows of erased customers out of kept dumps. A row leaves its line ends: the lines of a file keep their
/// numbers, which its rejected rows are known by, and its rows their count.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="tombstones">Who was erased.</param>
/// <param name="settings">How long a chunk is.</param>
public sealed class ErasedDumps(BlobStore data, TombstoneStore tombstones, Settings settings)
{
    /// <summary>Stands for all kept dumps.</summary>
    internal const string All = "all";

    private const string Scratch = "base/erasing/text";

    /// <summary>Takes the rows out of the dumps of an import, and out of the file of its rejected rows.</summary>
    /// <param name="import">The import.</param>
    /// <param name="folder">Where its dumps are.</param>
    /// <param name="workspace">How they are read.</param>
    /// <param name="values">Texts that only the customer being erased has.</param>
    /// <returns>Whether keys were found that nobody knew: rows of other dumps may be known by them.</returns>
    internal bool Clean(
        TakenImport import, string folder, Workspace workspace, IReadOnlyList<byte[]> values)
    {
        Reading[] readings =
        [
            .. import.Files.Select((file, number) => new Copy(number, file.Name, $"{folder}/{file.Name}"))
                .Where(copy => data.Has(copy.Name)).SelectMany(copy => Readings(copy, workspace)),
        ];
        var (isNews, stones) = (false, tombstones.Load());
        var found = Find(readings, workspace, stones, values);
        // All keys are known before the first row goes, so that no row is found later whose line is not known then.
        while (tombstones.Add(null, found.SelectMany(rows => rows.Keys)))
        {
            (isNews, stones) = (true, tombstones.Load());
            found = Find(readings, workspace, stones, values);
        }

        // Rejected rows go first: by which lines they are known is told by the dumps alone.
        foreach (var kind in new[] { "rejects.csv", "refused.csv" })
            new ErasedRejects(data, new ErasedRows(stones, null, values)).Clean(
                Receipts.Name(import.Id, kind), [.. found.SelectMany(rows => rows.Lines)]);
        foreach (var (reading, _) in readings.Zip(found).Where(pair => pair.Second.Rows.Count > 0))
            Read(reading, workspace, stones, values, (dump, rows) => Rewrite(reading, dump, rows.Rows));
        return isNews;
    }

    private static Reading[] Readings(Copy copy, Workspace workspace)
    {
        var sources = SourceOrder.Of(workspace).Where(source => ImportFiles.Matches(source, copy.File))
            .Select(source => new Reading(copy, source)).ToArray();
        return sources.Length > 0 ? sources : [new Reading(copy, null)];
    }

    private FoundRows[] Find(
        Reading[] readings, Workspace workspace, Tombstones stones, IReadOnlyList<byte[]> values) =>
        [.. readings.Select(reading => Read(reading, workspace, stones, values, (_, _) => { }))];

    /// <summary>Reads a dump, does something with what is found before its text goes, and tells that.</summary>
    private FoundRows Read(
        Reading reading, Workspace workspace, Tombstones stones, IReadOnlyList<byte[]> values,
        Action<Dump, FoundRows> act)
    {
        var copy = reading.Copy;
        try
        {
            var dump = Dump.Open(copy.Number, copy.File, copy.Name, reading.Format, data, $"{Scratch}/{copy.Name}");
            var rows = reading.Source is { } source
                ? Rows(dump, source, workspace, stones, values)
                : new FoundRows(Mentioned(dump, new ErasedRows(stones, null, values)), [], []);
            act(dump, rows);
            return rows;
        }
        catch (SegmentationException)
        {
            // The definitions do not read it any more; what is no text stays as it is.
            return reading.Source is null
                ? FoundRows.None
                : Read(reading with { Source = null }, workspace, stones, values, act);
        }
        finally
        {
            data.DeleteFolder($"{Scratch}/{copy.Name}");
        }
    }

    /// <summary>The lines of a file that no source reads in which an erased customer is mentioned.</summary>
    private IReadOnlyList<(long Start, long Length)> Mentioned(Dump dump, ErasedRows erased)
    {
        using var text = data.Open(dump.Text);
        text.Position = dump.Head.Span.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return new MentionedLines(erased).Of(text);
    }

    private FoundRows Rows(
        Dump dump, SourceDefinition source, Workspace workspace, Tombstones stones, IReadOnlyList<byte[]> values)
    {
        var (rows, lines, keys) = (new List<(long, long)>(), new List<ErasedLines>(), new List<string>());
        var dialect = SourceWork.Dialect(source, dump.Name, dump.Head);
        var reader = new SourceReader(
            dump.Name, 0, source, dialect, workspace, joins: null,
            () => new ErasedRows(stones, source.Via?.Stream, values));
        using var stream = data.Open(dump.Text);
        stream.Position = dialect.DataOffset;
        foreach (var chunk in ChunkPlanner.Plan(stream, dialect, settings.ChunkBytes).ToArray())
        {
            var bytes = new byte[chunk.Length];
            data.ReadExactly(dump.Text, chunk.Offset, bytes);
            var parsed = reader.Parse(bytes, chunk);
            rows.AddRange(parsed.Erased.OrderBy(row => row.Start)
                .Select(row => (chunk.Offset + row.Start, (long)row.Length)));
            lines.AddRange(parsed.Erased.Select(row => new ErasedLines(dump.Name, row.Line, row.LastLine)));
            keys.AddRange(parsed.ErasedKeys);
        }

        return new FoundRows(rows, lines, keys);
    }

    /// <summary>Writes a dump without some rows, in its own encoding.</summary>
    private void Rewrite(Reading reading, Dump dump, IReadOnlyList<(long Start, long Length)> rows) =>
        data.Write(reading.Copy.Name, target =>
        {
            using var text = data.Open(dump.Text);
            if (dump.Text == reading.Copy.Name)
            {
                CopyRows(text, target, rows);
                return;
            }

            var head = Dump.HeadOf(data, reading.Copy.Name);
            var encoding = EncodingSniffer.Sniff(reading.Copy.File, head, reading.Format.Encoding);
            if (encoding.Preamble.Length > 0 && head.AsSpan().StartsWith(encoding.Preamble))
                target.Write(encoding.Preamble);
            using var encoded = Encoding.CreateTranscodingStream(target, encoding, Encoding.UTF8, leaveOpen: true);
            CopyRows(text, encoded, rows);
        });

    private static void CopyRows(Stream text, Stream target, IReadOnlyList<(long Start, long Length)> rows)
    {
        foreach (var (start, length) in rows)
        {
            CopyBytes(text, target, start - text.Position, isErased: false);
            CopyBytes(text, target, length, isErased: true);
        }

        text.CopyTo(target);
    }

    /// <summary>Copies bytes; of a row that is erased its line ends.</summary>
    private static void CopyBytes(Stream from, Stream to, long count, bool isErased)
    {
        var buffer = new byte[1 << 16];
        for (var left = count; left > 0;)
        {
            var read = from.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                throw new EndOfStreamException("the dump became shorter while it was read");
            to.Write(isErased
                ? [.. buffer.Take(read).Where(letter => letter is (byte)'\r' or (byte)'\n')]
                : buffer.AsSpan(0, read));
            left -= read;
        }
    }

    /// <summary>A kept file.</summary>
    /// <param name="Number">Its number in its import.</param>
    /// <param name="File">Its name inside the import.</param>
    /// <param name="Name">The file.</param>
    private sealed record Copy(int Number, string File, string Name);

    /// <summary>A kept file under the eyes of a source; null for a text that no source reads.</summary>
    private sealed record Reading(Copy Copy, SourceDefinition? Source)
    {
        public FormatDefinition Format => Source?.Format ?? FormatDefinition.Sniffed;
    }

    /// <summary>The rows of erased customers in a file.</summary>
    /// <param name="Rows">Where they stand in its UTF-8 text, in order.</param>
    /// <param name="Lines">Their lines.</param>
    /// <param name="Keys">The hashes of their keys.</param>
    private sealed record FoundRows(
        IReadOnlyList<(long Start, long Length)> Rows, IReadOnlyList<ErasedLines> Lines, IReadOnlyList<string> Keys)
    {
        public static FoundRows None { get; } = new([], [], []);
    }
}
