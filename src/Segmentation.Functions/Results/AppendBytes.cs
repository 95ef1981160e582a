namespace Segmentation.Functions.Results;

/// <summary>Appends bytes to a file.</summary>
/// <param name="bytes">The bytes; they are only valid until the call ends.</param>
internal delegate void AppendBytes(ReadOnlySpan<byte> bytes);
