using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>A file that cannot be read as its source says must not empty the base: it fails the import, and its rejected rows tell why.</summary>
internal static class Quarantine
{
    /// <summary>Files with fewer rows are taken, whatever their rejections: a handful says nothing.</summary>
    public const long LeastRows = 100;

    /// <summary>Fails the import when more than half of a file's rows are rejected.</summary>
    /// <param name="file">The file's ledger.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="rejects">Where the rejected rows are written.</param>
    /// <exception cref="ImportException">When more than half of at least 100 rows are rejected.</exception>
    public static void Check(FileLedger file, DataFolder data, string rejects)
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
}
