using Segmentation.Functions.Blobs;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Erasure;

/// <summary>Takes an erased customer out of the files that people take away.</summary>
/// <param name="data">Where the files are.</param>
public sealed class ErasedExports(BlobStore data)
{
    private const string SegmentsFile = "segments.csv";

    /// <summary>Cleans all files; done again it changes nothing.</summary>
    public void Clean(ErasedCustomer erased)
    {
        var folder = new ExportFolder(data);
        folder.Settle();
        while (!folder.TryRewrite(file => Without(folder, file, erased) is { } kept
            ? append => Append(kept, append)
            : null))
        {
            // Another run is shown now.
        }
    }

    /// <summary>
    /// The rows of a file without those of the customer; null when there are none of it, and the file is as it is told
    /// of: whoever was ended may have written it, and not told so.
    /// </summary>
    private static IEnumerable<byte[]>? Without(ExportFolder folder, ExportedFile file, ErasedCustomer erased)
    {
        if (file.Name == SegmentsFile)
            return null;
        // The rows of CRMs begin with an external key, all others with the id.
        byte[][] names = CrmFile.All.Any(crm => crm.Name == file.Name) ? erased.ValueBytes : [erased.Id];
        bool IsErased(byte[] record) => names.Any(name => CsvRecords.Id(record).AsSpan().SequenceEqual(name));
        return CsvRecords.Of(folder.OpenLatest(file.Name)).Skip(1).Any(IsErased) || !folder.IsWhole(file)
            ? CsvRecords.Of(folder.OpenLatest(file.Name)).Where((record, i) => i == 0 || !IsErased(record))
            : null;
    }

    private static long Append(IEnumerable<byte[]> records, AppendBytes append)
    {
        var count = 0L;
        foreach (var record in records)
        {
            append(record);
            append("\r\n"u8);
            count++;
        }

        return count - 1;
    }
}
