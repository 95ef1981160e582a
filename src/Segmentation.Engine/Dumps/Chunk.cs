namespace Segmentation.Engine.Dumps;

/// <summary>Whole rows of a dump that are parsed together.</summary>
/// <param name="Number">The number of the chunk in its file, from 0.</param>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Length">Its length, in bytes.</param>
/// <param name="FirstLine">The line of its first row, from 1.</param>
/// <param name="Malformed">The rows with broken quotes, in the order of the
/// file; they are rejected and not tokenised.</param>
public sealed record Chunk(
    int Number, long Offset, int Length, long FirstLine, IReadOnlyList<MalformedRow> Malformed);

/// <summary>A row whose quotes are broken.</summary>
/// <param name="Start">Where the row begins in its chunk, in bytes.</param>
/// <param name="Length">The length of the row with its line end, in bytes.</param>
/// <param name="Quote">Where the opening quote of the broken cell stands in the chunk, in bytes.</param>
/// <param name="Code"><see cref="RejectionCode.TextAfterQuote"/> or
/// <see cref="RejectionCode.UnterminatedQuote"/>.</param>
public sealed record MalformedRow(int Start, int Length, int Quote, string Code);
