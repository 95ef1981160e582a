using Segmentation.Engine.Columns;
using Segmentation.Engine.Expressions;

namespace Segmentation.Engine.Measures;

/// <summary>Net promoter scores (F. F. Reichheld, "The One Number You Need to Grow", 2003).</summary>
internal static class PromoterScores
{
    /// <summary>
    /// 100 times the promoters less the detractors, over the answers from 0 to 10: from -100 to 100; null without any.
    /// </summary>
    /// <param name="spans">The rows.</param>
    /// <param name="answers">How likely a recommendation is, of numbers.</param>
    public static double[] Of(EventSpans spans, Column answers)
    {
        var bands = SurveyScale.Recommendation.Bands(answers);
        var scores = new double[spans.Customers];
        for (var customer = 0; customer < scores.Length; customer++)
        {
            var (count, balance) = (0, 0);
            for (var row = spans.Starts[customer]; row < spans.Ends[customer]; row++)
            {
                if (!spans.Counts(row) || bands[row] == TextColumn.Null)
                    continue;
                count++;
                balance += bands[row] switch { SurveyScale.Best => 1, SurveyScale.Bottom => -1, _ => 0 };
            }

            scores[customer] = count == 0 ? NumberColumn.Null : 100.0 * balance / count;
        }

        return scores;
    }
}
