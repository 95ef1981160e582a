using Segmentation.Engine.Expressions;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Warns of measures whose models are of the other world than the workspace.</summary>
internal static class WorldCheck
{
    /// <summary>Checks the measures; of a workspace that does not say its world there is nothing to tell.</summary>
    public static void Check(Workspace workspace, MeasurePlan measures, Problems problems)
    {
        if (workspace.World is not { } world)
            return;
        for (var measure = 0; measure < workspace.Measures.Count; measure++)
        {
            var wrong = measures.LifetimesOf(measure).FirstOrDefault(call =>
                (world == World.Contractual) != call.Contract is not null);
            if (wrong is null)
                continue;
            var definition = workspace.Measures[measure];
            problems.Warn(
                ProblemCode.WrongWorld, definition.Value.At,
                $"measure '{definition.Name}': {Functions.NameOf(wrong.Measure)} in a workspace that is "
                + SettingsReader.NameOf(world),
                world == World.Contractual
                    ? "p_renew or remaining_value"
                    : "p_alive, expected_orders or lifetime_value",
                "what ends with a contract and what just stops are told by different models; or change 'world'");
        }
    }
}
