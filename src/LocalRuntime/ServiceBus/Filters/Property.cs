namespace LocalRuntime.ServiceBus.Filters;

/// <summary>A property of a message; case does not matter in its name.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsSystem">Whether it is one of every message, and not the sender's own.</param>
internal sealed record Property(string Name, bool IsSystem) : FilterNode
{
    private static readonly Dictionary<string, Func<StoredMessage, string?>> Known =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["ContentType"] = static message => message.ContentType,
            ["CorrelationId"] = static message => message.CorrelationId,
            ["Label"] = static message => message.Subject,
            ["MessageId"] = static message => message.MessageId,
            ["ReplyTo"] = static message => message.ReplyTo,
            ["SessionId"] = static message => message.SessionId,
            ["Subject"] = static message => message.Subject,
            ["To"] = static message => message.To,
        };

    /// <summary>The properties of every message.</summary>
    public static IReadOnlyCollection<string> SystemNames => Known.Keys;

    public override bool IsPredicate => false;

    public override object? Of(StoredMessage message) => TryFind(message, out var value) ? value : null;

    /// <summary>Whether a message has the property, and its value.</summary>
    public bool TryFind(StoredMessage message, out object? value)
    {
        if (IsSystem)
            return (value = Known[Name](message)) is not null;
        if (message.ApplicationProperties.TryGetValue(Name, out value))
            return true;
        foreach (var (name, other) in message.ApplicationProperties)
        {
            if (name.Equals(Name, StringComparison.OrdinalIgnoreCase))
                return (value = other) is var _;
        }

        return false;
    }
}
