namespace Segmentation.Engine.Expressions;

/// <summary>How the rows of a stream are contracts, which begin at the time of the row.</summary>
/// <param name="Ends">The day on which a contract ended or will end, over the stream's rows; null while none is set.
/// </param>
/// <param name="PeriodDays">After how many days a contract is renewed, again and again; 1 or more.</param>
/// <param name="By">What tells cohorts apart, a text over the stream's rows; null for all together, or years.</param>
/// <param name="IsByYear">Whether the year of the first day tells cohorts apart.</param>
public sealed record ContractTerms(Expression Ends, int PeriodDays, Expression? By, bool IsByYear)
{
    /// <summary>What <c>by:</c> says to make cohorts of years.</summary>
    public const string Year = "year";

    /// <summary>The terms as text, by which models are told apart.</summary>
    public string Text =>
        $"ends {Ends.Text}, period {PeriodDays}d{(By is not null || IsByYear ? $", by {By?.Text ?? Year}" : "")}";
}
