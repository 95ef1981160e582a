namespace Segmentation.Engine.Workspaces;

/// <summary>By what customers are found to be the same one.</summary>
/// <param name="Keys">The fields; customers with the same value in any of them are one customer.</param>
/// <param name="AtMost">The most customers who may share a value; what more share tells nothing.</param>
public sealed record MatchDefinition(IReadOnlyList<MatchKey> Keys, int AtMost)
{
    /// <summary>What <see cref="AtMost"/> is when nothing is said.</summary>
    public const int DefaultAtMost = 5;
}

/// <summary>A field by which customers are matched.</summary>
/// <param name="Name">The name as it is written, such as <c>email</c> or <c>keys.tax</c>.</param>
/// <param name="Field">The field of the customers, such as <c>key_tax</c>.</param>
public sealed record MatchKey(string Name, string Field)
{
    /// <summary>Whether the values are e-mail addresses: fields are told by their name.</summary>
    public bool IsEmail => Name.Contains("mail", StringComparison.OrdinalIgnoreCase);
}
