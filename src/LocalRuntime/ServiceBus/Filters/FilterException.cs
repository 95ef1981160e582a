namespace LocalRuntime.ServiceBus.Filters;

/// <summary>A filter is not in the grammar of the broker.</summary>
/// <param name="column">Where, from 1.</param>
/// <param name="found">What is there.</param>
/// <param name="expected">What may be there.</param>
/// <param name="hint">What to do.</param>
internal sealed class FilterException(int column, string found, string expected, string hint)
    : Exception($"filter: column {column}: found {found}; expected {expected}; {hint}")
{
    /// <summary>Where, from 1.</summary>
    public int Column => column;
}
