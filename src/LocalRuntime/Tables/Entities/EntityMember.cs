using System.Reflection;
using System.Runtime.Serialization;
using System.Text;

namespace LocalRuntime.Tables;

/// <summary>A property of an entity class.</summary>
internal abstract class EntityMember(PropertyInfo property)
{
    /// <summary>The name in the table: that of <see cref="DataMemberAttribute"/>, or the property's own.</summary>
    public string Name { get; } = property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name;

    /// <summary>The name in UTF-8.</summary>
    public byte[] Utf8 { get; } =
        Encoding.UTF8.GetBytes(property.GetCustomAttribute<DataMemberAttribute>()?.Name ?? property.Name);

    /// <summary>Whether the name is known to be one that a property may have.</summary>
    public bool IsNamed { get; } = property.GetCustomAttribute<DataMemberAttribute>()?.Name is null
        && property.Name.Length <= Limits.NameLength;

    /// <summary>The type of its values, without the question mark of a nullable one.</summary>
    public Type Type { get; } = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;

    /// <summary>The value of an entity's property.</summary>
    public abstract object? Get(object entity);

    /// <summary>Sets an entity's property.</summary>
    public abstract void Set(object entity, object value);

    /// <summary>The member that is a property.</summary>
    public static EntityMember Of(PropertyInfo property) => property.DeclaringType!.IsValueType
        ? new Reflected(property)
        : (EntityMember)Activator.CreateInstance(
            typeof(Compiled<,>).MakeGenericType(property.DeclaringType, property.PropertyType), property)!;

    private sealed class Compiled<TEntity, TValue>(PropertyInfo property) : EntityMember(property)
        where TEntity : class
    {
        private readonly Func<TEntity, TValue> _get = property.GetMethod!.CreateDelegate<Func<TEntity, TValue>>();
        private readonly Action<TEntity, TValue> _set = property.SetMethod!.CreateDelegate<Action<TEntity, TValue>>();

        public override object? Get(object entity) => _get((TEntity)entity);

        public override void Set(object entity, object value) => _set((TEntity)entity, (TValue)value);
    }

    private sealed class Reflected(PropertyInfo property) : EntityMember(property)
    {
        private readonly PropertyInfo _property = property;

        public override object? Get(object entity) => _property.GetValue(entity);

        public override void Set(object entity, object value) => _property.SetValue(entity, value);
    }
}
