namespace LocalRuntime.Worker.Hosting;

/// <summary>When what failed is tried again.</summary>
internal static class Tries
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(2);

    /// <summary>How long to wait after a try: 2 s after the first, twice as long after each further one.</summary>
    /// <param name="tries">How many tries there were, from 1.</param>
    public static TimeSpan WaitAfter(int tries) => FirstWait * Math.Pow(2, tries - 1);
}
