namespace Segmentation.Engine.Workspaces;

/// <summary>The shape of every message to a person: where: found; expected; what to do.</summary>
public static class Sentence
{
    private const int LongestValue = 80;

    /// <summary>One sentence from its parts; empty parts are left out.</summary>
    public static string Of(string where, string found, string expected, string fix = "") =>
        where + ": " + string.Join("; ", new[] { found, Expected(expected), fix }.Where(part => part.Length > 0));

    private static string Expected(string expected) => expected.Length == 0 ? "" : "expected " + expected;

    /// <summary>A value in quotes, clipped to 80 characters.</summary>
    public static string Quoted(string value) =>
        value.Length <= LongestValue ? $"'{value}'" : $"'{value[..LongestValue]}...'";
}

/// <summary>
/// A fault that a person can mend; its message is one clear sentence, and it is never shown with a stack trace.
/// </summary>
public abstract class SegmentationException : Exception
{
    private protected SegmentationException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>The definitions or the command's arguments are wrong.</summary>
public sealed class DefinitionException : SegmentationException
{
    /// <summary>The fault of these problems.</summary>
    public DefinitionException(IReadOnlyList<Problem> problems)
        : base(string.Join('\n', problems)) => Problems = problems;

    /// <summary>The fault of one setting, argument or file.</summary>
    public DefinitionException(string where, string found, string expected, string fix = "")
        : this([new Problem(ProblemCode.WrongValue, new Location(where, 0, 0), found, expected, fix)])
    {
    }

    private DefinitionException(string message)
        : base(message) => Problems = [];

    /// <summary>The fault of a message that was made elsewhere.</summary>
    public static DefinitionException Told(string message) => new(message);

    /// <summary>All problems; none when the fault was made elsewhere.</summary>
    public IReadOnlyList<Problem> Problems { get; }
}

/// <summary>An import is not taken before a person confirms it; nothing was changed.</summary>
/// <param name="where">What it is about.</param>
/// <param name="found">What looks wrong.</param>
/// <param name="expected">What would be taken without asking.</param>
/// <param name="fix">How to go on.</param>
public sealed class HeldException(string where, string found, string expected, string fix)
    : SegmentationException(Sentence.Of(where, found, expected, fix));

/// <summary>An import or a run could not be done; nothing was changed.</summary>
public sealed class ImportException : SegmentationException
{
    /// <summary>The fault of one file or import.</summary>
    public ImportException(string where, string found, string expected, string fix = "", Exception? cause = null)
        : base(Sentence.Of(where, found, expected, fix), cause)
    {
    }

    private ImportException(string message)
        : base(message)
    {
    }

    /// <summary>The fault of a message that was made elsewhere.</summary>
    public static ImportException Told(string message) => new(message);
}
