using System.Text.Json;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>The receipts beside the imports.</summary>
/// <param name="data">Where the files are.</param>
public sealed class Receipts(BlobStore data)
{
    /// <summary>The name of an import's receipt or of the file of its rejected rows.</summary>
    /// <param name="id">The import.</param>
    /// <param name="kind"><c>txt</c>, <c>json</c>, <c>rejects.csv</c>, or
    /// <c>refused.txt</c> and <c>refused.csv</c> for what failed or holds an import, and its rows.</param>
    public static string Name(string id, string kind) => $"dumps/receipts/{id}.{kind}";

    /// <summary>Whether there is a receipt.</summary>
    public bool Has(string id) => data.Has(Name(id, "json"));

    /// <summary>The receipt of an import that was taken.</summary>
    /// <exception cref="Engine.Workspaces.ImportException">When it is missing or damaged.</exception>
    public Receipt Read(string id) => Json.Read<Receipt>(data, Name(id, "json"));

    /// <summary>Writes a receipt for people and one for programs, and the rejected rows.</summary>
    internal void Write(Receipt receipt, IReadOnlyList<FileLedger> ledgers)
    {
        WriteRejects(Name(receipt.Import, "rejects.csv"), ledgers);
        data.Write(Name(receipt.Import, "txt"), ReceiptText.Of(receipt));
        data.Write(Name(receipt.Import, "json"), JsonSerializer.SerializeToUtf8Bytes(receipt, Json.Indented));
    }

    /// <summary>Writes what a person should know of an import that was refused.</summary>
    public void Refuse(string id, string why) => WriteRefusal(id, ReceiptText.Refused(id, "was refused", why));

    /// <summary>Writes what a person should know of an import that is held, and its rejected rows.</summary>
    internal void Hold(BuiltImport built, string why)
    {
        var id = built.Receipt.Import;
        WriteRejects(Name(id, "refused.csv"), built.Ledgers);
        WriteRefusal(id, [.. ReceiptText.Refused(id, "is held", why), .. ReceiptText.Rows(built.Receipt)]);
    }

    /// <summary>Writes that an import was discarded, and why it was held.</summary>
    internal void Discard(string id, string why) =>
        WriteRefusal(id, ReceiptText.Refused(id, "was held and is discarded", why));

    private void WriteRejects(string name, IReadOnlyList<FileLedger> ledgers) => data.Write(name, stream =>
        RejectsFile.Write(stream, data, ledgers.OrderBy(l => l.Number).SelectMany(l => l.Rejects)));

    /// <summary>The receipt of what was taken stays as it is.</summary>
    private void WriteRefusal(string id, byte[] text) => data.Write(Name(id, Has(id) ? "refused.txt" : "txt"), text);
}
