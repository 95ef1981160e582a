using Segmentation.Cli.Generate.Planted.Sheets;

namespace Segmentation.Cli.Generate.Planted;

/// <summary>What customers of a kind of business are drawn from, and which files tell of them.</summary>
internal sealed record BusinessKind
{
    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>The months between two renewals; 0 when there is no contract.</summary>
    public required int TermMonths { get; init; }

    /// <summary>The shape of the gamma distribution of purchase rates.</summary>
    public required double RateShape { get; init; }

    /// <summary>The mean of the purchase rates, in orders a month.</summary>
    public required double MeanRate { get; init; }

    /// <summary>The first parameter of the beta distribution of the chance to leave.</summary>
    public required double LeavingA { get; init; }

    /// <summary>The second parameter of the beta distribution of the chance to leave.</summary>
    public required double LeavingB { get; init; }

    /// <summary>From which chance to leave a customer is a fickle one; the others are steady.</summary>
    public required double FickleFrom { get; init; }

    /// <summary>The mean over customers of their mean amounts.</summary>
    public required double MeanValue { get; init; }

    /// <summary>The shape of the gamma distribution by which mean amounts differ; above 1.</summary>
    public required double ValueShape { get; init; }

    /// <summary>Whether customers are people rather than companies.</summary>
    public bool OfPeople { get; init; }

    /// <summary>The price of a seat in a month, from which the number of seats follows; 0 without seats.</summary>
    public double SeatPrice { get; init; }

    /// <summary>The personas.</summary>
    public required Persona[] Personas { get; init; }

    /// <summary>The files.</summary>
    public required SheetKind[] Sheets { get; init; }

    /// <summary>The share of customers with a contract that grow once the imports began.</summary>
    public double GrowingShare { get; init; } = 0.03;

    /// <summary>The share of customers with a contract that fall silent once the imports began.</summary>
    public double SilentShare { get; init; } = 0.03;

    /// <summary>How often customers say which benefit they seek, in answers a month; 0 for once at most.</summary>
    public double BenefitRate { get; init; } = 0.15;

    /// <summary>
    /// The share of customers whose status in the CRM jumps in a way that no journey allows: from lead to churned to
    /// onboarding.
    /// </summary>
    public double JumpingShare { get; init; }

    /// <summary>The share of customers that signed up in the last year, beyond those that do so by chance.</summary>
    public double RecentShare { get; init; }

    /// <summary>The import that has bad rows unless the command asks for others, from 0; null for none.</summary>
    public int? BadImport { get; init; }

    /// <summary>The share of bad rows in that import.</summary>
    public decimal BadShare { get; init; }

    /// <summary>The accounts with a story, at most one per number.</summary>
    public Story[] Stories { get; init; } = [];

    /// <summary>Whether customers have contracts that are renewed or end.</summary>
    public bool HasContracts => TermMonths > 0;

    /// <summary>The mean chance to leave in a month.</summary>
    /// <param name="leaving">The chance to leave at a purchase or renewal.</param>
    /// <param name="rate">The purchases a month.</param>
    public double HazardOf(double leaving, double rate) => HasContracts ? leaving / TermMonths : leaving * rate;
}
