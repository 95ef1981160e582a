using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Serialization;
using System.Text;
using Azure;
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

    private readonly Type _type;
    private readonly EntityMember[] _members;

    private EntityShape(Type type)
    {
        _type = type;
        _members = [.. type.GetMembers(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => member is FieldInfo || member is PropertyInfo property && IsPlain(property))
            .Where(member => !Own.Contains(member.Name) && !member.IsDefined(typeof(IgnoreDataMemberAttribute)))
            .Select(EntityMember.Of)];
    }

    /// <summary>The shape of a class.</summary>
    public static EntityShape Of(Type type) => Shapes.GetOrAdd(type, static t => new EntityShape(t));

    /// <summary>Writes the properties of an entity, whatever its class.</summary>
    public static void Write(ITableEntity entity, EntityWriter writer)
    {
        if (entity is IDictionary<string, object> properties)
            WriteNamed(properties, writer);
        else
            Of(entity.GetType()).WriteMembers(entity, writer);
    }

    /// <summary>Makes an entity out of a stored one.</summary>
    /// <param name="stored">The stored entity.</param>
    /// <param name="select">The names of the properties wanted; null for all.</param>
    public static T Read<T>(in StoredEntity stored, IReadOnlySet<string>? select)
        where T : class, ITableEntity
    {
        ITableEntity entity = typeof(T) == typeof(ITableEntity) ? new TableEntity() : Activator.CreateInstance<T>();
        if (entity is IDictionary<string, object> named)
            ReadNamed(stored, select, named);
        else
            Of(typeof(T)).ReadMembers(stored, select, entity);
        var result = (T)entity;
        if (select is null || select.Contains(nameof(ITableEntity.PartitionKey)))
            result.PartitionKey = EntityKey.Decode(EntityKey.Partition(stored.Key));
        if (select is null || select.Contains(nameof(ITableEntity.RowKey)))
            result.RowKey = EntityKey.Decode(EntityKey.Row(stored.Key));
        if (select is null || select.Contains(nameof(ITableEntity.Timestamp)))
            result.Timestamp = new DateTimeOffset(stored.Instant, TimeSpan.Zero);
        result.ETag = new ETag(EntityTag.Of(stored.Instant));
        return result;
    }

    private static bool IsPlain(PropertyInfo property) => property.GetIndexParameters().Length == 0;

    private static void WriteNamed(IDictionary<string, object> properties, EntityWriter writer)
    {
        foreach (var (name, value) in properties)
        {
            // The dictionary holds the service's own words beside the properties.
            if (value is null || name.StartsWith("odata.", StringComparison.Ordinal) || Own.AsSpan(0, 3).Contains(name))
                continue;
            writer.Add(name, value);
        }
    }

    private static void ReadNamed(
        in StoredEntity stored, IReadOnlySet<string>? select, IDictionary<string, object> entity)
    {
        foreach (var property in stored)
        {
            var name = Encoding.UTF8.GetString(property.Name);
            if (select is null || select.Contains(name))
                entity[name] = property.Boxed;
        }
    }

    private void WriteMembers(ITableEntity entity, EntityWriter writer)
    {
        foreach (var member in _members)
        {
            if (member.Get(entity) is { } value)
                writer.Add(member.Name, value);
        }
    }

    private void ReadMembers(in StoredEntity stored, IReadOnlySet<string>? select, object entity)
    {
        // Properties lie in the order of the members, so the next one is nearly always the one.
        var next = 0;
        foreach (var property in stored)
        {
            for (var tried = 0; tried < _members.Length; tried++)
            {
                var member = _members[(next + tried) % _members.Length];
                if (!member.Utf8.AsSpan().SequenceEqual(property.Name))
                    continue;
                next = next + tried + 1;
                if (select is null || select.Contains(member.Name))
                    member.Set(entity, PropertyReading.As(property, member.Type, _type, member.Name));
                break;
            }
        }
    }
}
