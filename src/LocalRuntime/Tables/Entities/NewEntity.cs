using System.Text;
using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tables;

/// <summary>An entity that is being made out of what a table holds, property by property.</summary>
/// <typeparam name="T">Its class.</typeparam>
internal struct NewEntity<T>
    where T : class, ITableEntity
{
    private readonly IReadOnlySet<string>? _select;
    private readonly IDictionary<string, object>? _named;
    private readonly EntityShape? _shape;
    private string _name = "";
    private int _member = -1;

    /// <summary>Makes one without properties.</summary>
    /// <param name="select">The names of the properties wanted; null for all.</param>
    public NewEntity(IReadOnlySet<string>? select)
    {
        _select = select;
        ITableEntity entity = typeof(T) == typeof(ITableEntity) ? new TableEntity() : Activator.CreateInstance<T>();
        Entity = (T)entity;
        _named = entity as IDictionary<string, object>;
        _shape = _named is null ? EntityShape.Of(typeof(T)) : null;
    }

    /// <summary>The entity.</summary>
    public T Entity { get; }

    /// <summary>Whether a property is wanted.</summary>
    public readonly bool Wants(string name) => _select is null || _select.Contains(name);

    /// <summary>Goes to a property; tells whether its value is wanted.</summary>
    /// <param name="name">Its name in UTF-8.</param>
    public bool Seek(ReadOnlySpan<byte> name)
    {
        if (_shape is null)
        {
            _name = Encoding.UTF8.GetString(name);
            return Wants(_name);
        }

        var found = _shape.Find(name, _member + 1);
        _member = found < 0 ? _member : found;
        return found >= 0 && Wants(_shape.Members[found].Name);
    }

    /// <summary>Gives the property that was gone to a value.</summary>
    /// <exception cref="InvalidOperationException">The class has it with another type.</exception>
    public readonly void Set(object value)
    {
        if (_shape is null)
        {
            _named![_name] = value;
            return;
        }

        var member = _shape.Members[_member];
        member.Set(Entity, PropertyReading.As(value, member.Type, typeof(T), member.Name));
    }

    /// <summary>Gives the entity the key, the instant and the ETag of a stored one.</summary>
    public readonly void SetOwn(in StoredEntity stored)
    {
        if (Wants(nameof(ITableEntity.PartitionKey)))
            Entity.PartitionKey = EntityKey.Decode(EntityKey.Partition(stored.Key));
        if (Wants(nameof(ITableEntity.RowKey)))
            Entity.RowKey = EntityKey.Decode(EntityKey.Row(stored.Key));
        if (Wants(nameof(ITableEntity.Timestamp)))
            Entity.Timestamp = new DateTimeOffset(stored.Instant, TimeSpan.Zero);
        Entity.ETag = new ETag(EntityTag.Of(stored.Instant));
    }
}
