namespace Segmentation.Cli.Generate.Planted;

/// <summary>What is made to happen to a named account; everything else of it is drawn as for others.</summary>
/// <param name="Number">The number of the customer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Signup">The day on which it came; it stays until the end.</param>
/// <param name="Monthly">What its contract costs a month at first.</param>
internal sealed record Story(int Number, string Name, DateOnly Signup, double Monthly)
{
    /// <summary>From when it takes twice as much; null when it never does.</summary>
    public DateOnly? Grew { get; init; }

    /// <summary>From when it is not heard of; null when it always is.</summary>
    public DateOnly? Silent { get; init; }

    /// <summary>The day of its last meeting, after which there are calls and e-mails alone; null without an end.
    /// </summary>
    public DateOnly? LastMeeting { get; init; }

    /// <summary>What it answers when asked for a recommendation, the last time on <see cref="Answered"/>.</summary>
    public int? Recommends { get; init; }

    /// <summary>When it last answered; null when that is drawn.</summary>
    public DateOnly? Answered { get; init; }

    /// <summary>Whether it takes a sixth more every other month.</summary>
    public bool Wobbles { get; init; }

    /// <summary>Whether it orders nothing beside its contract.</summary>
    public bool OrdersNothing { get; init; }

    /// <summary>The account that it really is; null when it is itself.</summary>
    public int? TwinOf { get; init; }

    /// <summary>The move that its story is told for, as cause:what, when its days do not tell.</summary>
    public string? Move { get; init; }
}
