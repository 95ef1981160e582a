using System.Globalization;
using Segmentation.Engine.Base;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Imports;

/// <summary>Which rows of a shard's parts lose their key; parts of which all rows are kept are left out.</summary>
internal static class VerdictFile
{
    /// <summary>The name of a shard's file.</summary>
    public static string Name(string folder, int shard) =>
        string.Create(CultureInfo.InvariantCulture, $"{folder}/verdicts/{shard}");

    /// <summary>The bytes of verdicts: per part its number, its rows, and a byte for each.</summary>
    public static byte[] Bytes(IReadOnlyList<(int Part, Verdict[] Verdicts)> parts)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(parts.Count);
        foreach (var (part, verdicts) in parts)
        {
            writer.Write(part);
            writer.Write(verdicts.Length);
            writer.Write(Array.ConvertAll(verdicts, verdict => (byte)verdict));
        }

        return bytes.ToArray();
    }

    /// <summary>The verdicts by the number of the part.</summary>
    /// <exception cref="Engine.Workspaces.ImportException">When the file is missing or damaged.</exception>
    public static Dictionary<int, Verdict[]> Read(BlobStore data, string name) => data.Read(name, stream =>
    {
        using var reader = new BinaryReader(stream);
        var parts = new Dictionary<int, Verdict[]>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var part = reader.ReadInt32();
            var verdicts = new byte[reader.ReadInt32()];
            stream.ReadExactly(verdicts);
            parts[part] = Array.ConvertAll(verdicts, verdict => (Verdict)verdict);
        }

        return parts;
    });
}
