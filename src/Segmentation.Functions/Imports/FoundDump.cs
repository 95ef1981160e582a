namespace Segmentation.Functions.Imports;

/// <summary>A dump where it arrived: in the inbox, or in a folder of this machine.</summary>
/// <param name="Name">Its path inside the import, with '/'.</param>
/// <param name="Where">Where it lies, for people.</param>
/// <param name="Length">Its length in bytes when it was found.</param>
/// <param name="Open">Opens it.</param>
internal sealed record FoundDump(string Name, string Where, long Length, Func<Stream> Open);
