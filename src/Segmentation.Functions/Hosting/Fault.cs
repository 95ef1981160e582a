using Azure;
using Azure.Identity;
using Microsoft.DurableTask;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Hosting;

/// <summary>Why work was given up, as a person reads it.</summary>
/// <param name="IsDefinition">Whether definitions or arguments are wrong, and not the dumps or the disk.</param>
/// <param name="Message">Where: what was found; what was expected; what to do.</param>
public sealed record Fault(bool IsDefinition, string Message)
{
    // Faults travel through histories, rows and messages.
    private const int LongestMessage = 1_500;

    private const string DiskFull = "No space left on device";
    private const string DiskFullWindows = "not enough space";

    /// <summary>Whether the same would go wrong again, because a person must mend it.</summary>
    public bool IsFinal { get; init; }

    /// <summary>Whether an import waits for a person to confirm or discard it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>The fault behind a failed activity.</summary>
    public static Fault Of(TaskFailedException failure)
    {
        var cause = failure.FailureDetails;
        while (cause.InnerFailure is { } inner && !IsTold(cause))
            cause = inner;
        return cause.IsCausedBy<SegmentationException>()
            ? new Fault(cause.IsCausedBy<DefinitionException>(), Clipped(cause.ErrorMessage))
            {
                IsFinal = true,
                IsHeld = cause.IsCausedBy<HeldException>(),
            }
            : new Fault(false, Told(cause));
    }

    /// <summary>What lies behind it says less to a person.</summary>
    private static bool IsTold(TaskFailureDetails cause) =>
        cause.IsCausedBy<SegmentationException>() || IsOfStorage(cause);

    private static bool IsOfStorage(TaskFailureDetails cause) =>
        cause.IsCausedBy<RequestFailedException>() || cause.IsCausedBy<AuthenticationFailedException>();

    private static string Told(TaskFailureDetails cause) =>
        cause.IsCausedBy<IOException>() || cause.IsCausedBy<UnauthorizedAccessException>()
            ? OfFiles(cause.ErrorMessage)
        : IsOfStorage(cause) ? OfStorage(cause.ErrorMessage)
        : Unexpected(cause.ErrorType, cause.ErrorMessage);

    /// <summary>The fault as it is thrown.</summary>
    public SegmentationException ToException() =>
        IsDefinition ? DefinitionException.Told(Message) : ImportException.Told(Message);

    private static string Clipped(string message) =>
        message.Length <= LongestMessage ? message : $"{message[..LongestMessage]}...";

    /// <summary>The message of a disk that is full, or of files that may not be read or written.</summary>
    public static string OfFiles(string message)
    {
        var full = message.Contains(DiskFull, StringComparison.Ordinal)
            || message.Contains(DiskFullWindows, StringComparison.OrdinalIgnoreCase);
        return Sentence.Of(
            full ? "disk" : "files", message.TrimEnd('.'),
            full ? "a disk with room" : "files and folders that may be read and written",
            $"{(full ? "make room" : "check the path and its permissions")}, "
            + "and run the same command again");
    }

    /// <summary>Whether an account refused, did not answer, or does not know who asks.</summary>
    public static bool IsOfStorage(Exception? fault) =>
        fault is RequestFailedException or AuthenticationFailedException;

    /// <summary>The message of a storage account that refused, or did not answer.</summary>
    /// <param name="message">
    /// What the client says; below its first line are addresses, which may name customers.
    /// </param>
    public static string OfStorage(string message) => Sentence.Of(
        "storage account", message.AsSpan().Trim().ToString().Split('\n')[0].TrimEnd('.', '\r'),
        "an account that answers, and rights to read and write it",
        "check the setting SegmentationStorage, the account and its rights, then import again or ask for a run");

    /// <summary>The message of a topic that refused, or did not answer.</summary>
    /// <param name="message">What the client says.</param>
    public static string OfTopic(string message) => Sentence.Of(
        "topic", message.AsSpan().Trim().ToString().Split('\n')[0].TrimEnd('.', '\r'),
        "a Service Bus namespace that answers, and rights to send to its topic",
        "check the connection of the app to Service Bus, the topic and its rights");

    /// <summary>The message of a fault that nobody foresaw.</summary>
    public static string Unexpected(string type, string message) => Sentence.Of(
        "segment", $"{type.Split('.')[^1]}: {message}", "no such fault",
        "please report it with the command");
}
