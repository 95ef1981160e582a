using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

/// <summary>
/// Listens to the durable writes of a process, lists them in the file CRASH_LOG, and ends the process as kill -9 does
/// when write number CRASH_AT, from 1, has happened. The runtime finds the class by its name, in no namespace.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The name is the runtime's.")]
internal sealed class StartupHook : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Suffix = ".Writes";

    private readonly string? _log = Environment.GetEnvironmentVariable("CRASH_LOG");
    private readonly int _at = int.Parse(
        Environment.GetEnvironmentVariable("CRASH_AT") ?? "0", NumberStyles.None, CultureInfo.InvariantCulture);

    private readonly Lock _lock = new();
    private int _count;

    /// <summary>Called by the runtime before the program begins.</summary>
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new StartupHook());

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name.EndsWith(Suffix, StringComparison.Ordinal))
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key != "after")
            return;
        lock (_lock)
        {
            _count++;
            if (_log is not null)
                File.AppendAllText(_log, $"{value.Value}\n");
            // While the lock is held nobody else writes behind this point.
            if (_count == _at)
                Process.GetCurrentProcess().Kill();
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
