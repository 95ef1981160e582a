namespace LocalRuntime.ServiceBus.Filters;

/// <summary>
/// A part of a filter. Its value of a message is a property's or constant's value, or a truth; null is unknown.
/// </summary>
internal abstract record FilterNode
{
    /// <summary>Whether it is true, false or unknown, and not a value to compare.</summary>
    public virtual bool IsPredicate => true;

    /// <summary>The value of a message; null is unknown.</summary>
    public abstract object? Of(StoredMessage message);
}

/// <summary>A constant; null for <c>NULL</c>.</summary>
internal sealed record Constant(object? Value) : FilterNode
{
    public override bool IsPredicate => false;

    public override object? Of(StoredMessage message) => Value;
}

/// <summary>Two numbers with an operator between them; a number that cannot be computed is unknown.</summary>
internal sealed record Calculation(FilterNode Left, char Sign, FilterNode Right) : FilterNode
{
    public override bool IsPredicate => false;

    public override object? Of(StoredMessage message) => Numbers.Calculated(Left.Of(message), Sign, Right.Of(message));
}

/// <summary>A comparison: <c>=</c>, <c>&lt;&gt;</c>, <c>&lt;</c>, <c>&lt;=</c>, <c>&gt;</c> or <c>&gt;=</c>.</summary>
internal sealed record Comparison(FilterNode Left, string Sign, FilterNode Right) : FilterNode
{
    public override object? Of(StoredMessage message)
    {
        var (left, right) = (Left.Of(message), Right.Of(message));
        return Sign switch
        {
            "=" => Values.AreEqual(left, right),
            "<>" => !Values.AreEqual(left, right),
            "<" => Values.Order(left, right) is { } order ? order < 0 : null,
            "<=" => Values.Order(left, right) is { } order ? order <= 0 : null,
            ">" => Values.Order(left, right) is { } order ? order > 0 : null,
            _ => Values.Order(left, right) is { } order ? order >= 0 : null,
        };
    }
}

/// <summary>Whether a value is one of some.</summary>
internal sealed record In(FilterNode Value, IReadOnlyList<FilterNode> Items) : FilterNode
{
    public override object? Of(StoredMessage message)
    {
        var (value, isUnknown) = (Value.Of(message), false);
        foreach (var item in Items)
        {
            var isEqual = Values.AreEqual(value, item.Of(message));
            if (isEqual == true)
                return true;
            isUnknown |= isEqual is null;
        }

        return isUnknown ? null : false;
    }
}

/// <summary>Whether a string has the form of a pattern.</summary>
internal sealed record Like(FilterNode Value, FilterNode Pattern, FilterNode? Escape) : FilterNode
{
    public override object? Of(StoredMessage message)
    {
        if (Value.Of(message) is not string value || Pattern.Of(message) is not string pattern)
            return null;
        if (Escape is null)
            return new LikePattern(pattern, null).Matches(value);
        return Escape.Of(message) is string { Length: 1 } escape
            ? new LikePattern(pattern, escape[0]).Matches(value)
            : null;
    }
}

/// <summary>Whether a property is missing or null.</summary>
internal sealed record IsNull(Property Property) : FilterNode
{
    public override object? Of(StoredMessage message) => Property.Of(message) is null;
}

/// <summary>Whether a property is there, be it null.</summary>
internal sealed record Exists(Property Property) : FilterNode
{
    public override object? Of(StoredMessage message) => Property.TryFind(message, out _);
}

/// <summary>The contrary; that of unknown is unknown.</summary>
internal sealed record Not(FilterNode Predicate) : FilterNode
{
    public override object? Of(StoredMessage message) => Predicate.Of(message) is bool truth ? !truth : null;
}

/// <summary>Whether both are true: false as soon as one is false, else unknown as soon as one is unknown.</summary>
internal sealed record And(FilterNode Left, FilterNode Right) : FilterNode
{
    public override object? Of(StoredMessage message) => (bool?)Left.Of(message) & (bool?)Right.Of(message);
}

/// <summary>Whether one is true: true as soon as one is true, else unknown as soon as one is unknown.</summary>
internal sealed record Or(FilterNode Left, FilterNode Right) : FilterNode
{
    public override object? Of(StoredMessage message) => (bool?)Left.Of(message) | (bool?)Right.Of(message);
}
