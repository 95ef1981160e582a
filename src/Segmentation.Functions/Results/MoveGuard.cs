using System.Globalization;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>A scheme in which so many customers would move that a run is held.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="Moved">The customers that would move from one segment to another.</param>
/// <param name="Customers">All customers of the run.</param>
/// <param name="Share">The first as a percentage of the second, with at most two decimals.</param>
/// <param name="Limit">The percentage from which on a run is held: <see cref="Workspace.HoldIfMoved"/>.</param>
public sealed record HeldScheme(string Scheme, long Moved, long Customers, decimal Share, decimal Limit);

/// <summary>Holds a run in which more customers would move than a person expects.</summary>
internal static class MoveGuard
{
    /// <summary>
    /// The schemes in which too many would move; null when there are none. Who is new or gone did not move, first
    /// results are no moves, and what a person asked for by name is not held.
    /// </summary>
    /// <param name="inputs">The run.</param>
    /// <param name="report">What it found.</param>
    /// <param name="limit">The most that may move, in percent of the customers.</param>
    public static IReadOnlyList<HeldScheme>? Of(RunInputs inputs, RunReport report, decimal limit)
    {
        if (inputs.Kind != RunKind.Full)
            return null;
        HeldScheme[] held =
        [
            .. report.Moves.Where(flow => flow is { From: not null, To: not null }).GroupBy(flow => flow.Scheme)
                .Select(scheme => (scheme.Key, Moved: scheme.Sum(flow => flow.Customers)))
                .Where(scheme => scheme.Moved * 100m > limit * report.Customers)
                .OrderBy(scheme => scheme.Key, StringComparer.Ordinal)
                .Select(scheme => new HeldScheme(
                    scheme.Key, scheme.Moved, report.Customers,
                    decimal.Round(scheme.Moved * 100m / report.Customers, 2), limit)),
        ];
        return held.Length == 0 ? null : held;
    }

    /// <summary>Why a run is held, and what to do.</summary>
    public static string Told(int run, IReadOnlyList<HeldScheme> held) => Sentence.Of(
        $"scheme {held[0].Scheme}",
        string.Join("; ", [Moved(held[0]), .. held.Skip(1).Select(Named)]),
        string.Create(
            CultureInfo.InvariantCulture,
            $"at most {held[0].Limit:0.######} % (hold_if_moved); run {run} is held and nothing was published"),
        string.Create(
            CultureInfo.InvariantCulture,
            $"segment runs {run} --publish publishes it, --discard throws it away, with the same --data"));

    /// <summary>That a run which is not made yet would be held, and what then.</summary>
    public static string Foretold(IReadOnlyList<HeldScheme> held) => string.Create(
        CultureInfo.InvariantCulture,
        $"the run would be held: {string.Join("; ", held.Select(Named))}; "
        + $"at most {held[0].Limit:0.######} % may (hold_if_moved); what people see would stay until "
        + $"segment runs N --publish, or --discard");

    private static string Named(HeldScheme scheme) => $"scheme {scheme.Scheme}: {Moved(scheme)}";

    private static string Moved(HeldScheme scheme) => string.Create(
        CultureInfo.InvariantCulture,
        $"{scheme.Moved:N0} of {scheme.Customers:N0} customers would move ({scheme.Share:0.##} %)");
}
