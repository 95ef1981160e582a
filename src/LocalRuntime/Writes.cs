using System.Diagnostics;

namespace LocalRuntime;

/// <summary>Tells diagnostic listeners of each durable write, before and after it; costs nothing without one.</summary>
internal static class Writes
{
    /// <summary>The name of the listener.</summary>
    public const string Name = "LocalRuntime.Writes";

    private static readonly DiagnosticListener Listener = new(Name);

    /// <summary>Tells that a write is about to happen.</summary>
    public static void Before(string what) => Tell("before", what);

    /// <summary>Tells that a write has happened and survives the process.</summary>
    public static void After(string what) => Tell("after", what);

    private static void Tell(string when, string what)
    {
        if (Listener.IsEnabled())
            Listener.Write(when, what);
    }
}
