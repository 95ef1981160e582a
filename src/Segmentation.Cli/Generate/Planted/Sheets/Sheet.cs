using System.Security.Cryptography;
using Segmentation.Functions.Imports;

namespace Segmentation.Cli.Generate.Planted.Sheets;

/// <summary>The files of one sort in all imports; a row goes to the import that tells of its day.</summary>
internal sealed class Sheet : IDisposable
{
    private readonly SheetFile[] _files;

    /// <summary>Begins the files of a sort.</summary>
    /// <param name="kind">The sort.</param>
    /// <param name="business">The business.</param>
    /// <param name="draw">Draws its customers.</param>
    /// <param name="folders">The folders of its imports.</param>
    public Sheet(SheetKind kind, SampleBusiness business, CustomerDraw draw, string[] folders)
    {
        (Business, Draw) = (business, draw);
        _files = new SheetFile[folders.Length];
        for (var import = 0; import < folders.Length; import++)
        {
            var name = kind.In(business.Shape).FileName(
                business.Shape, Timeline.DateOf(business.Time.AsOf(import)));
            _files[import] = new SheetFile(
                kind, business, Path.Combine(folders[import], name), business.BadShareOf(import));
        }
    }

    /// <summary>The business.</summary>
    public SampleBusiness Business { get; }

    /// <summary>Draws its customers, for rows that tell of another one.</summary>
    public CustomerDraw Draw { get; }

    /// <summary>When the business imports.</summary>
    public Timeline Time => Business.Time;

    /// <summary>The file that tells of a day.</summary>
    public SheetFile On(int day) => _files[Time.ImportOf(day)];

    /// <summary>The file of an import.</summary>
    /// <param name="import">The import, from 0.</param>
    public SheetFile In(int import) => _files[import];

    /// <summary>Gives all files their names, and tells of each what a manifest says.</summary>
    public IEnumerable<ManifestFile> Keep()
    {
        foreach (var file in _files)
        {
            file.Keep();
            using var written = File.OpenRead(file.Path);
            yield return new ManifestFile(
                Path.GetFileName(file.Path), written.Length, file.Rows,
                Convert.ToHexStringLower(SHA256.HashData(written)));
        }
    }

    /// <summary>Removes files that were not kept.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
    }
}
