namespace Segmentation.Engine.Workspaces;

/// <summary>Reads what becomes of customers for whom a condition is unknown, from the key beside it.</summary>
internal static class PolicyReader
{
    /// <summary>The key.</summary>
    public const string Key = "missing";

    private static readonly string[] Words =
        [.. Enum.GetValues<UnknownPolicy>().Select(policy => policy.ToString().ToLowerInvariant())];

    /// <summary>The policy; excluded when nothing is said.</summary>
    /// <param name="conditional">What has the condition.</param>
    /// <param name="problems">Takes the problems.</param>
    public static UnknownPolicy Read(Entries conditional, Problems problems)
    {
        if (conditional.Find(Key) is not { } missing)
            return UnknownPolicy.Excluded;
        if (conditional.Find("when") is not null)
            return (UnknownPolicy)Math.Max(0, Array.IndexOf(Words, missing.Word(Words, problems)));
        problems.Add(
            ProblemCode.MisplacedKey, missing.At, "'missing' without 'when'",
            "it only beside a condition, which may be unknown");
        return UnknownPolicy.Excluded;
    }
}
