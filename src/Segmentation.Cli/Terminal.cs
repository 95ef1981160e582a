using System.Globalization;
using Segmentation.Functions.Hosting;
using Spectre.Console;

namespace Segmentation.Cli;

/// <summary>Where the command writes: results to standard output, progress and errors to standard error.</summary>
internal sealed class Terminal
{
    // Tables in a pipe take the room they need.
    private const int PipeWidth = 240;

    private readonly bool _live;
    private long _shown;

    public Terminal(TextWriter output, TextWriter error)
    {
        Error = error;
        IsAsking = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && !Console.IsInputRedirected;
        _live = ReferenceEquals(error, Console.Error) && !Console.IsErrorRedirected;
        var piped = !ReferenceEquals(output, Console.Out) || Console.IsOutputRedirected;
        Out = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = piped ? AnsiSupport.No : AnsiSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        if (piped)
            Out.Profile.Width = PipeWidth;
    }

    /// <summary>Standard output, with tables and colours where it has them.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person is there to answer questions.</summary>
    public bool IsAsking { get; }

    /// <summary>Asks a question; true when the answer is yes.</summary>
    public bool Ask(string question)
    {
        Out.Profile.Out.Writer.Write($"{question} [y/N] ");
        return Console.ReadLine()?.Trim().ToUpperInvariant() is "Y" or "YES";
    }

    /// <summary>Does work while a line on the terminal shows how far it is; silent in a pipe.</summary>
    public async Task<T> WithProgressAsync<T>(Func<Action<StageProgress>?, Task<T>> work)
    {
        if (!_live)
            return await work(null);
        try
        {
            return await work(Show);
        }
        finally
        {
            Error.Write("\r\u001b[K");
            Error.Flush();
        }
    }

    private void Show(StageProgress progress)
    {
        const long TicksBetween = TimeSpan.TicksPerMillisecond * 100;
        var now = Environment.TickCount64 * TimeSpan.TicksPerMillisecond;
        if (now - _shown < TicksBetween && progress.Done != 0)
            return;
        _shown = now;
        var share = progress.Total > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Math.Min(1, (double)progress.Done / progress.Total):P0}")
            : "";
        Error.Write($"\r\u001b[K{progress.Stage,-24}{Bar(progress)} {share}");
        Error.Flush();
    }

    private static string Bar(StageProgress progress)
    {
        const int Width = 30;
        var filled = progress.Total > 0 ? (int)(Width * Math.Min(1, (double)progress.Done / progress.Total)) : 0;
        return new string('█', filled) + new string('░', Width - filled);
    }
}
