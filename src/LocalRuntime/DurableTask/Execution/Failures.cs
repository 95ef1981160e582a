using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask;

/// <summary>Failures as they are stored: JSON, with at most <see cref="LongestBytes"/> of text.</summary>
internal static class Failures
{
    /// <summary>Texts of an exception and its causes beyond this many bytes are cut.</summary>
    public const int LongestBytes = 64 * 1024;

    /// <summary>The type of the failure of a call of an activity that is not there; it is never tried again.</summary>
    public const string ActivityNotFound = "ActivityTaskNotFound";

    /// <summary>The type of the failure of an orchestrator that is not there; it is never tried again.</summary>
    public const string OrchestratorNotFound = "OrchestratorTaskNotFound";

    private const int DeepestCause = 8;

    /// <summary>An exception as JSON.</summary>
    public static string ToJson(Exception exception) => ToJson(TaskFailureDetails.FromException(exception));

    /// <summary>A failure as JSON.</summary>
    public static string ToJson(TaskFailureDetails failure)
    {
        int budget = LongestBytes;
        return JsonSerializer.Serialize(Cut(failure, ref budget, DeepestCause));
    }

    /// <summary>A failure that no exception stands for, as JSON.</summary>
    public static string ToJson(string errorType, string message) =>
        ToJson(new TaskFailureDetails(errorType, message, null, null, null));

    /// <summary>A failure from JSON; null from null.</summary>
    public static TaskFailureDetails? FromJson(string? json) =>
        json is null ? null : JsonSerializer.Deserialize<TaskFailureDetails>(json);

    /// <summary>Whether another attempt cannot help.</summary>
    public static bool IsFinal(TaskFailureDetails failure) =>
        failure.ErrorType is ActivityNotFound or OrchestratorNotFound;

    private static TaskFailureDetails Cut(TaskFailureDetails failure, ref int budget, int depth)
    {
        string message = Cut(failure.ErrorMessage, ref budget)!;
        string? stack = Cut(failure.StackTrace, ref budget);
        TaskFailureDetails? inner = failure.InnerFailure is { } cause && depth > 0 && budget > 0
            ? Cut(cause, ref budget, depth - 1)
            : null;
        return failure with { ErrorMessage = message, StackTrace = stack, InnerFailure = inner };
    }

    private static string? Cut(string? text, ref int budget)
    {
        if (text is null)
            return null;
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= budget)
        {
            budget -= bytes;
            return text;
        }

        // A character takes at most three bytes per UTF-16 unit, so this many units fit whatever they are.
        string kept = text[..(budget / 3)];
        budget = 0;
        return $"{kept}... (cut: {bytes} bytes, at most {LongestBytes} are kept)";
    }
}
