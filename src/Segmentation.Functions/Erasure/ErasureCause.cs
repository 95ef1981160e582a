using System.Text;
using Segmentation.Engine.Erasure;
using Segmentation.Engine.Tracking;

namespace Segmentation.Functions.Erasure;

/// <summary>Tells the moves of customers that were erased from those of customers that went.</summary>
internal static class ErasureCause
{
    /// <summary>The moves, of which those of erased customers have their cause.</summary>
    public static IReadOnlyList<Transition> ErasedOf(this Tombstones tombstones, IReadOnlyList<Transition> moved) =>
        tombstones.IsEmpty
            ? moved
            : [.. moved.Select(move => IsErased(tombstones, move) ? move.Because([Cause.Erasure]) : move)];

    private static bool IsErased(Tombstones tombstones, Transition move) =>
        move.To is null && tombstones.HasCustomer(Encoding.UTF8.GetBytes(move.Customer));
}
