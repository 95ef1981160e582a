using System.Text;
using Segmentation.Cli.Generate;

namespace EndToEnd.Generate;

/// <summary>The files of a small business, written to a folder of their own and read back.</summary>
internal sealed class GeneratedFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("segment-generate-");

    public GeneratedFiles(PlainBusiness business)
    {
        business.Write(_folder.FullName, Progress.Add);
        Customers = Lines("customers.csv");
        Orders = Lines("transactions.csv");
    }

    /// <summary>What the progress was told.</summary>
    public List<long> Progress { get; } = [];

    /// <summary>The lines of customers.csv without its header, in cells.</summary>
    public string[][] Customers { get; }

    /// <summary>The lines of transactions.csv without its header, in cells.</summary>
    public string[][] Orders { get; }

    /// <summary>The orders whose cells are all there and can be read.</summary>
    public IEnumerable<string[]> GoodOrders => Orders.Where(cells => !IsBad(cells));

    /// <summary>The names of all files in the folder, sorted.</summary>
    public IEnumerable<string> Names => _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal);

    public byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(_folder.FullName, name));

    public string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    public void Dispose() => _folder.Delete(recursive: true);

    public static bool IsBad(string[] cells) =>
        cells.Length < 7 || cells[1].Length == 0 || cells[3] == "n/a" ||
        cells[2].EndsWith("-02-30", StringComparison.Ordinal);

    private string[][] Lines(string name) =>
        [.. Text(name).TrimEnd('\n').Split('\n').Skip(1).Select(Cells)];

    // Commas inside quotes do not part cells.
    private static string[] Cells(string line)
    {
        var parts = line.Split('"');
        for (var i = 0; i < parts.Length; i += 2)
            parts[i] = parts[i].Replace(',', '\t');
        return string.Join('"', parts).Split('\t');
    }
}
