namespace LocalRuntime.Tables;

/// <summary>Merges properties into stored ones.</summary>
internal static class Merge
{
    /// <summary>The stored properties in their order, or the new one of the name; then the other new ones.</summary>
    public static byte[] Of(ReadOnlySpan<byte> key, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> changed)
    {
        var writer = new EntityWriter();
        writer.Begin(EntityKey.Decode(EntityKey.Partition(key)), EntityKey.Decode(EntityKey.Row(key)));
        var old = new StoredEntity(key, 0, stored);
        var now = new StoredEntity(key, 0, changed);
        foreach (var property in old)
            writer.Add(now.TryFind(property.Name, out var newer) ? newer : property);
        foreach (var property in now)
        {
            if (!old.TryFind(property.Name, out _))
                writer.Add(property);
        }

        return writer.End();
    }
}
