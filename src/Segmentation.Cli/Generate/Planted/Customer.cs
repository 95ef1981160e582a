namespace Segmentation.Cli.Generate.Planted;

/// <summary>A customer with its truth: what it was drawn as, and what became of it.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Persona">What sort of customer it is.</param>
/// <param name="Rate">Its purchases a month while it stays.</param>
/// <param name="Leaving">Its chance to leave at each repeat purchase, or at each renewal of its contract.</param>
/// <param name="Value">The mean amount of its orders, and what its contract costs a month.</param>
/// <param name="Signup">The day on which it came.</param>
internal sealed record Customer(
    int Number, Persona Persona, double Rate, double Leaving, double Value, int Signup)
{
    /// <summary>The days of its orders, in order.</summary>
    public List<int> Orders { get; } = [];

    /// <summary>The day on which it left; the end of the business when it stays.</summary>
    public required int Left { get; init; }

    /// <summary>The day from which it takes twice as much; null when it never does.</summary>
    public int? Grew { get; init; }

    /// <summary>The day from which it is not heard of, though its contract goes on; null when it never falls silent.
    /// </summary>
    public int? Silent { get; init; }

    /// <summary>
    /// The day on which its status in the CRM jumps from lead to churned; a month later it jumps to onboarding. Null
    /// when the CRM says what is so.
    /// </summary>
    public int? Jumped { get; init; }

    /// <summary>The day of its second jump; null without any.</summary>
    public int? JumpedAgain => Jumped is { } day ? Timeline.MonthsAfter(day, 1) : null;

    /// <summary>Its story; null for all but a few.</summary>
    public Story? Story { get; init; }

    /// <summary>The seats of its contract on the first day; 0 without seats.</summary>
    public int FirstSeats { get; init; }

    /// <summary>The first day without activity of its own: it left or fell silent.</summary>
    public int Quiet => Math.Min(Silent ?? Left, Left);

    /// <summary>The seats of its contract on a day.</summary>
    public int Seats(int day) => FirstSeats * SizePercent(day) / 100;

    /// <summary>What its contract costs a month on a day, in hundredths.</summary>
    public long MonthlyCents(int day) => (long)(Value * 100 + 0.5) * SizePercent(day) / 100;

    /// <summary>How well it goes, from 1 until half a year before it leaves of its own will, down to 0.</summary>
    /// <param name="day">The day.</param>
    /// <param name="end">The end of the business; who is there then did not leave.</param>
    public double Mood(int day, int end)
    {
        const double DaysOfDecline = 180;
        return Left >= end ? 1 : Math.Clamp((Left - day) / DaysOfDecline, 0, 1);
    }

    private int SizePercent(int day)
    {
        var wobble = Story is { Wobbles: true } && Timeline.MonthOf(day) % 2 == 1 ? 116 : 100;
        return Grew <= day ? 2 * wobble : wobble;
    }
}
