using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>
/// A file that cannot be read as its source says must not empty the base: it
/// fails the import, and its rejected rows tell why.
/// </summary>
internal static class Quarantine
{
    /// <summary>Files with fewer rows are taken, whatever their rejections: a handful says nothing.</summary>
    public const long LeastRows = 100;

    /// <summary>Fails the import when more than half of a file's rows are rejected.</summary>
    /// <param name="file">The file's ledger.</param>
    /// <param name="data">Where the files are.</param>
    /// <param name="rejects">Where the rejected rows are written; the
    /// receipts of what was taken stay as they are.</param>
    /// <exception cref="ImportException">When more than half of at least 100 rows are rejected.</exception>
    public static void Check(FileLedger file, BlobStore data, string rejects)
    {
        var rows = file.Ledger.Read - file.Ledger.Blank - file.Ledger.Filtered;
        if (rows < LeastRows || file.Ledger.Rejected * 2 <= rows)
            return;
        data.Write(rejects, stream => RejectsFile.Write(stream, data, file.Rejects));
        throw new ImportException(
            $"{file.File} as {file.Source}",
            string.Create(CultureInfo.InvariantCulture, $"{file.Ledger.Rejected:N0} of {rows:N0} rows rejected"),
            "at most half; nothing was changed",
            $"see {data.PathOf(rejects)}, and mend the file or its mapping in sources.yaml");
    }

    /// <summary>Fails a snapshot that would replace rows by nothing.</summary>
    /// <param name="source">The source.</param>
    /// <param name="files">The ledgers of its files; none when the import does not contain it.</param>
    /// <param name="current">Its tables in the base.</param>
    /// <exception cref="ImportException">When the base has rows and the files have none to take.</exception>
    public static void CheckEmpty(string source, IReadOnlyList<FileLedger> files, IReadOnlyList<TableShard> current)
    {
        var known = current.Sum(shard => shard.File.Rows);
        if (files.Count == 0 || known == 0 || files.Any(file => file.Ledger.Accepted + file.Ledger.Unresolved > 0))
            return;
        throw new ImportException(
            $"{files[0].File} as {source}",
            string.Create(CultureInfo.InvariantCulture, $"no row to take, and the base has {known:N0}"),
            "a snapshot with rows; nothing was changed",
            "check the export, or say mode: full in a manifest.json when it is meant to be empty");
    }
}
