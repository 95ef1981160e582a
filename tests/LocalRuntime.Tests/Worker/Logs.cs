using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace LocalRuntime.Tests.Worker;

/// <summary>Keeps what was logged.</summary>
internal sealed class Logs : ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, EventId Id, string Text)> _lines = new();

    /// <summary>The texts of the runtime's own entries of one number.</summary>
    public IReadOnlyList<string> Of(int id) => [.. _lines.Where(line => line.Id.Id == id).Select(line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Line(categoryName, this);

    public void Dispose()
    {
    }

    private sealed class Line(string category, Logs logs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            logs._lines.Enqueue((category, eventId, formatter(state, exception)));
    }
}
