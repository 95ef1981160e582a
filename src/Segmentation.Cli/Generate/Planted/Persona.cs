using System.Text;

namespace Segmentation.Cli.Generate.Planted;

/// <summary>What sort of customer somebody is: what it seeks, says and uses.</summary>
/// <param name="name">The name in truth.csv.</param>
internal sealed class Persona(string name)
{
    /// <summary>The name in truth.csv.</summary>
    public string Name => name;

    /// <summary>The name in UTF-8.</summary>
    public byte[] Text { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>How many of 100 steady customers are of this persona.</summary>
    public required int OfSteady { get; init; }

    /// <summary>How many of 100 fickle customers are of this persona.</summary>
    public required int OfFickle { get; init; }

    /// <summary>The benefit that it picks in a survey seven times in ten.</summary>
    public required string Benefit { get; init; }

    /// <summary>The item of the survey about attitudes that it rates highest.</summary>
    public string Attitude => PlantedWords.Attitudes[Array.IndexOf(Attitudes, Attitudes.Max())];

    /// <summary>The product feature, channel or category that it uses most, from 0 to 5.</summary>
    public required int Favourite { get; init; }

    /// <summary>Its mean answer to "would you recommend us", from 0 to 10, before trouble.</summary>
    public required double Recommends { get; init; }

    /// <summary>Its mean answers to the items price, novelty and advice, from 1 to 5.</summary>
    public required double[] Attitudes { get; init; }

    /// <summary>Tickets a month.</summary>
    public required double Tickets { get; init; }

    /// <summary>Meetings, calls and e-mails a month.</summary>
    public required double Touches { get; init; }

    /// <summary>The share of its orders that carry a discount, from 0 to 1.</summary>
    public required double Discounts { get; init; }

    /// <summary>The share of its customers that join the programme, from 0 to 1.</summary>
    public required double Joins { get; init; }
}
