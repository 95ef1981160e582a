namespace Segmentation.Engine.Tracking;

/// <summary>What moved a customer. Names are part of the contract: append only.</summary>
public static class Cause
{
    /// <summary>The customer's own rows.</summary>
    public const string OwnData = "own-data";

    /// <summary>Time alone: days went by, and what happened fell out of a window.</summary>
    public const string ClockDecay = "clock-decay";

    /// <summary>Other customers: the edges were learned anew and moved.</summary>
    public const string PopulationShift = "population-shift";

    /// <summary>The definitions of sources, measures or schemes.</summary>
    public const string DefinitionChange = "definition-change";

    /// <summary>What is learned from all customers was fitted anew: lifetime models and clusters.</summary>
    public const string Recalibration = "recalibration";

    /// <summary>Nothing but a hold that ended: the model had moved the customer before.</summary>
    public const string HoldReleased = "hold-released";

    /// <summary>A person set the segment, or another one than before.</summary>
    public const string OverrideSet = "override-set";

    /// <summary>A segment that a person had set came to its end.</summary>
    public const string OverrideExpired = "override-expired";

    /// <summary>A person took a set segment back.</summary>
    public const string OverrideRemoved = "override-removed";

    /// <summary>Another customer turned out to be the same one.</summary>
    public const string IdentityMerge = "identity-merge";

    /// <summary>Two customers that had been taken for one are two again.</summary>
    public const string IdentitySplit = "identity-split";

    /// <summary>The customer was erased.</summary>
    public const string Erasure = "erasure";

    /// <summary>The results of an earlier run were taken back.</summary>
    public const string Rollback = "rollback";

    /// <summary>More than one of them; the transition lists which.</summary>
    public const string Mixed = "mixed";

    /// <summary>The customer is new.</summary>
    public const string FirstSeen = "first-seen";

    /// <summary>The customer was removed.</summary>
    public const string Removed = "removed";

    /// <summary>The scheme is new: a summary instead of a transition for each customer.</summary>
    public const string SchemeAdded = "scheme-added";

    /// <summary>
    /// The causes of a move: the steps at which the segment changed on the walk from the published inputs to the new
    /// ones.
    /// </summary>
    /// <param name="from">The published segment.</param>
    /// <param name="steps">Per step its cause, and the segment that the customer has behind it.</param>
    public static IReadOnlyList<string> OfWalk(string from, IEnumerable<(string Cause, string Segment)> steps)
    {
        var causes = new List<string>();
        var segment = from;
        foreach (var (cause, next) in steps)
        {
            if (next != segment)
                causes.Add(cause);
            segment = next;
        }

        return causes;
    }

    /// <summary>A cause as people say it.</summary>
    /// <param name="cause">A cause.</param>
    /// <param name="causes">The causes of a mixed one, in the order of the walk.</param>
    public static string Say(string cause, IReadOnlyList<string> causes) => cause switch
    {
        OwnData => "its own data changed",
        ClockDecay => "time passed",
        PopulationShift => "others changed; the cut moved",
        DefinitionChange => "the definition changed",
        Recalibration => "the model was fitted anew",
        HoldReleased => "its hold ended",
        OverrideSet => "a person set it",
        OverrideExpired => "what a person set expired",
        OverrideRemoved => "what a person set was taken back",
        IdentityMerge => "merged with another customer",
        IdentitySplit => "split from another customer",
        Erasure => "erased",
        Rollback => "an earlier run was restored",
        FirstSeen => "new",
        Removed => "removed",
        Mixed => $"several causes: {string.Join(", then ", causes.Select(part => Say(part, [])))}",
        _ => cause,
    };
}
