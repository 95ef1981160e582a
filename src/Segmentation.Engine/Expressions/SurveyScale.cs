using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>The answers to a survey question in three bands, by the numbers at which the upper two begin.</summary>
/// <param name="Least">The least answer that there is.</param>
/// <param name="Most">The greatest answer that there is.</param>
/// <param name="Middle">Where the middle band begins.</param>
/// <param name="Top">Where the top band begins.</param>
/// <param name="Names">The names of the bands, the lowest first.</param>
internal sealed record SurveyScale(int Least, int Most, int Middle, int Top, params string[] Names)
{
    /// <summary>The band of the detractors.</summary>
    public const int Bottom = 0;

    /// <summary>The band of the promoters.</summary>
    public const int Best = 2;

    private static readonly string[] Satisfied = ["dissatisfied", "neutral", "satisfied"];

    /// <summary>How likely a recommendation is, from 0 to 10 (Reichheld 2003).</summary>
    public static readonly SurveyScale Recommendation = new(0, 10, 7, 9, "detractor", "passive", "promoter");

    /// <summary>How satisfied somebody is, from 1 to 5, 7 or 10; null for another scale.</summary>
    public static SurveyScale? Satisfaction(long scale) => scale switch
    {
        5 => new SurveyScale(1, 5, 3, 4, Satisfied),
        7 => new SurveyScale(1, 7, 4, 6, Satisfied),
        10 => new SurveyScale(1, 10, 5, 9, Satisfied),
        _ => null,
    };

    /// <summary>
    /// The index of each answer's band: that of the answer rounded down; <see cref="TextColumn.Null"/> for null and for
    /// what is outside of the scale.
    /// </summary>
    /// <param name="answers">Numbers of any type.</param>
    public int[] Bands(Column answers) => answers switch
    {
        IntegerColumn c => Bands(c.Values),
        MoneyColumn c => Bands(c.Values),
        NumberColumn c => Bands(c.Values),
        _ => throw new ArgumentOutOfRangeException(nameof(answers), answers.Type, "answers are numbers"),
    };

    private int[] Bands<T>(T[] answers)
        where T : struct, INumber<T>
    {
        var (least, most) = (T.CreateChecked(Least), T.CreateChecked(Most));
        var (middle, top) = (T.CreateChecked(Middle), T.CreateChecked(Top));
        var bands = new int[answers.Length];
        for (var i = 0; i < bands.Length; i++)
        {
            var answer = answers[i];
            bands[i] = Cells<T>.IsNull(answer) || answer < least || answer > most ? TextColumn.Null
                : answer >= top ? Best
                : answer >= middle ? 1
                : Bottom;
        }

        return bands;
    }
}

/// <summary>The names of the bands that answers are in.</summary>
internal sealed class SurveyBand(SurveyScale scale, Node answers) : Node(ColumnType.Text)
{
    public override bool MayBeNull => true;

    public override Column Evaluate(Frame frame)
    {
        var names = new TextList();
        foreach (var name in scale.Names)
            names.Add(name);
        return new TextColumn(scale.Bands(answers.Evaluate(frame)), names);
    }
}
