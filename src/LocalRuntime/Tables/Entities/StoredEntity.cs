namespace LocalRuntime.Tables;

/// <summary>An entity as it lies on disk: its key, the instant of its last write, and its properties.</summary>
internal readonly ref struct StoredEntity(ReadOnlySpan<byte> key, long instant, ReadOnlySpan<byte> properties)
{
    /// <summary>The key; see <see cref="EntityKey"/>.</summary>
    public ReadOnlySpan<byte> Key { get; } = key;

    /// <summary>When it was last written, in UTC ticks.</summary>
    public long Instant { get; } = instant;

    /// <summary>The properties; see <see cref="EntityWriter"/>.</summary>
    public ReadOnlySpan<byte> Properties { get; } = properties;

    /// <summary>Walks over the properties in the order in which they were written.</summary>
    public PropertyWalk GetEnumerator() => new(Properties);

    /// <summary>Looks a property up by its name in UTF-8.</summary>
    public bool TryFind(ReadOnlySpan<byte> name, out StoredProperty found)
    {
        foreach (var property in this)
        {
            if (property.Name.SequenceEqual(name))
            {
                found = property;
                return true;
            }
        }

        found = default;
        return false;
    }
}
