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
        var lines = new List<ErasedLines>();
        var isNews = false;
        foreach (var (file, number) in import.Files.Select((file, number) => (file, number)))
        {
            var name = $"{folder}/{file.Name}";
            if (!data.Has(name))
                continue;
            var sources = SourceOrder.Of(workspace).Where(source => ImportFiles.Matches(source, file.Name)).ToArray();
            foreach (var source in sources)
                isNews |= Clean(new Copy(number, file.Name, name), source, workspace, values, lines);
            if (sources.Length == 0)
                CleanLines(name, values);
        }

        foreach (var kind in new[] { "rejects.csv", "refused.csv" })
            new ErasedRejects(data, new ErasedRows(tombstones.Load(), null, values)).Clean(
                Receipts.Name(import.Id, kind), lines);
        return isNews;
    }

    private bool Clean(
        Copy copy, SourceDefinition source, Workspace workspace, IReadOnlyList<byte[]> values,
        List<ErasedLines> lines)
    {
        try
        {
            var dump = Dump.Open(copy.Number, copy.File, copy.Name, source.Format, data, $"{Scratch}/{copy.Name}");
            var (rows, keys) = Rows(dump, source, workspace, values, lines);
            if (rows.Count > 0)
                Rewrite(copy, dump, source.Format, rows);
            return tombstones.Add(null, keys);
        }
        catch (SegmentationException)
        {
            // The definitions do not read it any more.
            CleanLines(copy.Name, values);
            return false;
        }
        finally
        {
            data.DeleteFolder($"{Scratch}/{copy.Name}");
        }
    }

    private (List<(long Start, int Length)> Rows, List<string> Keys) Rows(
        Dump dump, SourceDefinition source, Workspace workspace, IReadOnlyList<byte[]> values,
        List<ErasedLines> lines)
    {
        var (rows, keys, stones) = (new List<(long, int)>(), new List<string>(), tombstones.Load());
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
                .Select(row => (chunk.Offset + row.Start, row.Length)));
            lines.AddRange(parsed.Erased.Select(row => new ErasedLines(dump.Name, row.Line, row.LastLine)));
            keys.AddRange(parsed.ErasedKeys);
        }

        return (rows, keys);
    }

    /// <summary>Writes a dump without some rows, in its own encoding.</summary>
    private void Rewrite(
        Copy copy, Dump dump, FormatDefinition format, List<(long Start, int Length)> rows) =>
        data.Write(copy.Name, target =>
        {
            using var text = data.Open(dump.Text);
            if (dump.Text == copy.Name)
            {
                CopyRows(text, target, rows);
                return;
            }

            var head = Dump.HeadOf(data, copy.Name);
            var encoding = EncodingSniffer.Sniff(copy.File, head, format.Encoding);
            if (encoding.Preamble.Length > 0 && head.AsSpan().StartsWith(encoding.Preamble))
                target.Write(encoding.Preamble);
            using var encoded = Encoding.CreateTranscodingStream(target, encoding, Encoding.UTF8, leaveOpen: true);
            CopyRows(text, encoded, rows);
        });

    private static void CopyRows(Stream text, Stream target, List<(long Start, int Length)> rows)
    {
        foreach (var (start, length) in rows)
        {
            CopyBytes(text, target, start - text.Position);
            var row = new byte[length];
            text.ReadExactly(row);
            target.Write([.. row.Where(letter => letter is (byte)'\r' or (byte)'\n')]);
        }

        text.CopyTo(target);
    }

    private static void CopyBytes(Stream from, Stream to, long count)
    {
        var buffer = new byte[1 << 16];
        for (var left = count; left > 0;)
        {
            var read = from.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0)
                throw new EndOfStreamException("the dump became shorter while it was read");
            to.Write(buffer, 0, read);
            left -= read;
        }
    }

    /// <summary>Takes the lines out of a file that no source reads in which an erased customer is mentioned.</summary>
    private void CleanLines(string name, IReadOnlyList<byte[]> values)
    {
        var erased = new ErasedRows(tombstones.Load(), null, values);
        var bytes = data.Read(name);
        var kept = new List<byte>(bytes.Length);
        var isChanged = false;
        for (var from = 0; from < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', from);
            var line = bytes.AsSpan(from, (end < 0 ? bytes.Length : end) - from);
            if (erased.IsMentioned(line))
                isChanged = true;
            else
                kept.AddRange(line);
            if (end >= 0)
                kept.Add((byte)'\n');
            from = end < 0 ? bytes.Length : end + 1;
        }

        if (isChanged)
            data.Write(name, kept.ToArray());
    }

    /// <summary>A kept file.</summary>
    /// <param name="Number">Its number in its import.</param>
    /// <param name="File">Its name inside the import.</param>
    /// <param name="Name">The file.</param>
    private sealed record Copy(int Number, string File, string Name);
}
