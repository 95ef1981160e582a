namespace LocalRuntime.Worker.Hosting;

/// <summary>The app cannot start as it is; the message says where, what was found and what to do.</summary>
internal sealed class StartException(string message, Exception? cause = null)
    : InvalidOperationException(message, cause);
