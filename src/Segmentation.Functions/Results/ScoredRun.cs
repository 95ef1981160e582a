using Segmentation.Engine.Base;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>A run whose shards are scored and written, before its results are put together.</summary>
/// <param name="Inputs">What it was made from.</param>
/// <param name="Receipt">The import that it follows.</param>
/// <param name="Plans">Its measures and schemes.</param>
/// <param name="Calibration">What it learned.</param>
/// <param name="Moves">Who moved.</param>
/// <param name="Omitted">What measures left out.</param>
internal sealed record ScoredRun(
    RunInputs Inputs, Receipt Receipt, Plans Plans,
    RunCalibration Calibration, IReadOnlyList<CountedMove> Moves, Omitted Omitted)
{
    /// <summary>The customers that only streams know; null when the base has no table of customers.</summary>
    public UnknownCustomers? Unknown { get; init; }

    /// <summary>The customers whose parents lead back to them; 0 when no measure is rolled up.</summary>
    public long InCircles { get; init; }

    /// <summary>What persons set.</summary>
    public IReadOnlyList<Override> Overrides { get; init; } = [];

    /// <summary>The values that measures looked up in tables which lack them, by measure and table.</summary>
    public IReadOnlyList<UnmappedTable> Unmapped { get; init; } = [];
}
