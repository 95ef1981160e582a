using System.Diagnostics;

namespace Segmentation.Functions.Blobs;

/// <summary>
/// Tells diagnostic listeners of files that appear, move, or go from containers, before and after; costs nothing
/// without one.
/// </summary>
internal static class Writes
{
    private static readonly DiagnosticListener Listener = new("Segmentation.Writes");

    /// <summary>Tells that a file is about to appear.</summary>
    public static void Before(string name) => Tell("before", name);

    /// <summary>Tells that a file has appeared.</summary>
    public static void After(string name) => Tell("after", name);

    private static void Tell(string when, string name)
    {
        if (Listener.IsEnabled())
            Listener.Write(when, name);
    }
}
