using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using Azure.Data.Tables;

namespace LocalRuntime.Tables;

/// <summary>Writes and reads entities of one class; built once per class, by reflection.</summary>
internal sealed class EntityShape
{
    private static readonly ConcurrentDictionary<Type, EntityShape> Shapes = new();
    private static readonly string[] Own =
    [
        nameof(ITableEntity.PartitionKey),
        nameof(ITableEntity.RowKey),
        nameof(ITableEntity.Timestamp),
        nameof(ITableEntity.ETag),
    ];

    private EntityShape(Type type)
    {
        Members = [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is FieldInfo || member is PropertyInfo property && IsPlain(property))
            .Where(member => !Own.Contains(member.Name) && !member.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(EntityMember.Of)];
    }

    /// <summary>What is stored of the class, beside key, timestamp and ETag.</summary>
    public EntityMember[] Members { get; }

    /// <summary>The shape of a class.</summary>
    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static t => new EntityShape(t));

    /// <summary>Writes the properties of an entity, whatever its class.</summary>
    public static void Write(ITableEntity entity, PropertySink sink)
    {
        if (entity is IDictionary<string, object> properties)
            WriteNamed(properties, sink);
        else
            Of(entity.GetType()).WriteMembers(entity, sink);
    }

    /// <summary>Makes an entity out of a stored one.</summary>
    /// <param name="stored">The stored entity.</param>
    /// <param name="select">The names of the properties wanted; null for all.</param>
    public static T Read<T>(in StoredEntity stored, IReadOnlySet<string>? select)
        where T : class, ITableEntity
    {
        var entity = new NewEntity<T>(select);
        foreach (var property in stored)
        {
            if (entity.Seek(property.Name))
                entity.Set(property.Boxed);
        }

        entity.SetOwn(stored);
        return entity.Entity;
    }

    /// <summary>The position of the member of a name; -1 for none.</summary>
    /// <param name="name">The name in UTF-8.</param>
    /// <param name="likely">Where to look first: properties mostly come in the order of the members.</param>
    public int Find(ReadOnlySpan<byte> name, int likely)
    {
        for (var tried = 0; tried < Members.Length; tried++)
        {
            var position = (likely + tried) % Members.Length;
            if (Members[position].Utf8.AsSpan().SequenceEqual(name))
                return position;
        }

        return -1;
    }

    private static bool IsPlain(PropertyInfo property) => property.GetIndexParameters().Length == 0;

    private static void WriteNamed(IDictionary<string, object> properties, PropertySink sink)
    {
        foreach (var (name, value) in properties)
        {
            // The dictionary holds the service's own words beside the properties.
            if (value is null || name.StartsWith("odata.", StringComparison.Ordinal) || Own.AsSpan(0, 3).Contains(name))
                continue;
            sink.Add(name, value);
        }
    }

    private void WriteMembers(ITableEntity entity, PropertySink sink)
    {
        foreach (var member in Members)
        {
            if (member.Get(entity) is { } value)
                sink.Add(member.Name, value);
        }
    }
}
