using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Linting;

/// <summary>Warns of schemes that nobody asks for.</summary>
public static class UnreadCheck
{
    /// <summary>Checks which schemes of some definitions are unread.</summary>
    /// <param name="workspace">The definitions.</param>
    /// <param name="unread">The names of the schemes that nobody asked for.</param>
    /// <param name="days">For how many days nobody did.</param>
    /// <param name="problems">Takes the warnings.</param>
    public static void Check(Workspace workspace, IReadOnlyCollection<string> unread, int days, Problems problems)
    {
        foreach (var scheme in workspace.Schemes)
        {
            if (!unread.Contains(scheme.Name) || scheme.Purpose.Accepts.ContainsKey(ProblemCode.UnreadScheme))
                continue;
            problems.Warn(
                ProblemCode.UnreadScheme, scheme.At,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"scheme '{scheme.Name}': nobody asked for it by name in the last {days} days"),
                "somebody who works with it",
                "ask its owner, and take it out or say under accepts: who uses it otherwise");
        }
    }
}
