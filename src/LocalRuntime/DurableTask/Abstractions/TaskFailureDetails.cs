using System.Reflection;

namespace Microsoft.DurableTask;

/// <summary>An exception as it is recorded: text that outlives the process that threw it.</summary>
/// <param name="ErrorType">The full name of its type.</param>
/// <param name="ErrorMessage">Its message.</param>
/// <param name="StackTrace">Where it was thrown.</param>
/// <param name="InnerFailure">What caused it.</param>
/// <param name="Properties">What else is known; null here.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    /// <summary>Whether it was an exception of a type, or of one derived from it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <returns>True when it was; false also when its type is not loaded here.</returns>
    public bool IsCausedBy<T>()
        where T : Exception => IsCausedBy(typeof(T));

    /// <summary>Whether it was an exception of a type, or of one derived from it.</summary>
    /// <param name="targetBaseExceptionType">The type.</param>
    /// <returns>True when it was; false also when its type is not loaded here.</returns>
    /// <exception cref="ArgumentException">When the type is not an exception.</exception>
    /// <exception cref="AmbiguousMatchException">When several loaded assemblies have such a type.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
        {
            throw new ArgumentException(
                $"IsCausedBy: found '{targetBaseExceptionType}'; expected a type of exception.",
                nameof(targetBaseExceptionType));
        }

        Type? thrown = string.IsNullOrEmpty(ErrorType) ? null : Loaded(targetBaseExceptionType);
        return thrown is not null && targetBaseExceptionType.IsAssignableFrom(thrown);
    }

    /// <summary>Records an exception and its causes.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The record.</returns>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        TaskFailureDetails? inner = exception switch
        {
            TaskFailedException { InnerException: null } failed => failed.FailureDetails,
            { InnerException: { } cause } => FromException(cause),
            _ => null,
        };
        return new(exception.GetType().ToString(), exception.Message, exception.StackTrace, inner, null);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private Type? Loaded(Type near)
    {
        Type? known = Type.GetType(ErrorType, throwOnError: false) ?? near.Assembly.GetType(ErrorType);
        if (known is not null)
            return known;
        Type[] found = [.. AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(ErrorType)).OfType<Type>()];
        return found.Length <= 1
            ? found.FirstOrDefault()
            : throw new AmbiguousMatchException(
                $"IsCausedBy: '{ErrorType}' is a type of {found.Length} loaded assemblies; expected one.");
    }
}
