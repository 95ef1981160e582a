namespace EndToEnd.Ways;

/// <summary>A row of docs/ways-to-segment.md.</summary>
/// <param name="Id">Its name, in kebab-case.</param>
/// <param name="Scheme">The scheme, as workspace/scheme, or the command that does it.</param>
/// <param name="Data">The data set and the as-of day.</param>
/// <param name="Number">What comes out, in figures and the ids of segments.</param>
internal sealed record Way(string Id, string Scheme, string Data, string Number);
