namespace Segmentation.Cli.Generate.Planted.Rows;

/// <summary>What a persona likes most, half of the time; else anything.</summary>
internal static class Favourites
{
    private const double FavouriteShare = 0.5;

    /// <summary>One of some words.</summary>
    /// <param name="words">The words; the favourite is at <see cref="Persona.Favourite"/>.</param>
    /// <param name="persona">The persona.</param>
    /// <param name="chance">What it is drawn from.</param>
    public static string Draw(string[] words, Persona persona, Chance chance) =>
        words[chance.Happens(FavouriteShare) ? persona.Favourite : chance.Below(words.Length)];
}
