using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Warns of schemes that decide otherwise than the current definitions under the same version.</summary>
public static class VersionCheck
{
    /// <summary>Checks the schemes that both workspaces have.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="current">The definitions that are live; of another workspace they say nothing.</param>
    /// <param name="problems">Takes the warnings.</param>
    public static void Check(Workspace workspace, Workspace current, Problems problems)
    {
        if (workspace.Name != current.Name)
            return;
        foreach (var scheme in workspace.Schemes)
        {
            if (current.Schemes.FirstOrDefault(live => live.Name == scheme.Name) is { } live
                && scheme.Version <= live.Version && !scheme.Purpose.Accepts.ContainsKey(ProblemCode.VersionNotRaised)
                && SchemeText.Of(workspace.Files[scheme.At.File]) != SchemeText.Of(current.Files[live.At.File]))
                Warn(scheme, live, problems);
        }
    }

    private static void Warn(SchemeDefinition scheme, SchemeDefinition live, Problems problems) => problems.Warn(
        ProblemCode.VersionNotRaised, scheme.At,
        string.Create(
            CultureInfo.InvariantCulture,
            $"scheme '{scheme.Name}': it decides otherwise than version {live.Version}, which is live, "
            + $"and is version {scheme.Version}"),
        string.Create(CultureInfo.InvariantCulture, $"version: {live.Version + 1}"),
        "raise version: so that people can tell the two apart");
}
