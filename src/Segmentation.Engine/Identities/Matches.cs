namespace Segmentation.Engine.Identities;

/// <summary>Two ids, the smaller by code point first.</summary>
/// <param name="First">The smaller.</param>
/// <param name="Second">The greater.</param>
public sealed record IdPair(string First, string Second)
{
    /// <summary>The pair of two ids, in whatever order they are named.</summary>
    public static IdPair Of(string one, string other) =>
        ByCodePoint.Compare(one, other) <= 0 ? new IdPair(one, other) : new IdPair(other, one);

    /// <summary>The order of ids by code point, which is not that of UTF-16.</summary>
    public static Comparer<string> ByCodePoint { get; } = Comparer<string>.Create((a, b) =>
        Columns.TextList.Compare(System.Text.Encoding.UTF8.GetBytes(a), System.Text.Encoding.UTF8.GetBytes(b)));
}

/// <summary>What a search for customers who are one came to.</summary>
/// <param name="Identity">Who is one.</param>
/// <param name="KeptApart">The pairs that share a value and stay apart: by their parents, or because a person split
/// them.</param>
/// <param name="SharedValues">The values that too many customers share, which merge nobody.</param>
/// <param name="Near">The pairs whose names are nearly the same and whose countries do not differ, sorted; they are not
/// merged.</param>
public sealed record Matches(Identity Identity, long KeptApart, long SharedValues, IReadOnlyList<IdPair> Near)
{
    /// <summary>Nothing was looked for.</summary>
    public static Matches None { get; } = new(Identity.None, 0, 0, []);
}
