using System.Reflection;
using System.Runtime.Serialization;
using System.Text;

namespace LocalRuntime.Tables;

/// <summary>A public property or field of an entity class. As officially, one without a setter is stored too.</summary>
internal abstract class EntityMember
{
    private EntityMember(MemberInfo member, Type type)
    {
        Name = member.GetCustomAttribute<DataMemberAttribute>()?.Name ?? member.Name;
        Utf8 = Encoding.UTF8.GetBytes(Name);
        Type = Nullable.GetUnderlyingType(type) ?? type;
    }

    /// <summary>The name in the table: that of <see cref="DataMemberAttribute"/>, or the member's own.</summary>
    public string Name { get; }

    /// <summary>The name in UTF-8.</summary>
    public byte[] Utf8 { get; }

    /// <summary>The type of its values, without the question mark of a nullable one.</summary>
    public Type Type { get; }

    /// <summary>The value of an entity's member; null when it cannot be read.</summary>
    public abstract object? Get(object entity);

    /// <summary>Sets an entity's member when it can be set.</summary>
    public abstract void Set(object entity, object value);

    /// <summary>What a property or a field is.</summary>
    public static EntityMember Of(MemberInfo member) => member switch
    {
        PropertyInfo { CanRead: true, CanWrite: true, DeclaringType: { IsValueType: false } owner } property =>
            (EntityMember)Activator.CreateInstance(
                typeof(Compiled<,>).MakeGenericType(owner, property.PropertyType), property)!,
        PropertyInfo property => new ReflectedProperty(property),
        _ => new ReflectedField((FieldInfo)member),
    };

    private sealed class Compiled<TEntity, TValue>(PropertyInfo property) : EntityMember(property, typeof(TValue))
        where TEntity : class
    {
        private readonly Func<TEntity, TValue> _get =
            property.GetGetMethod(nonPublic: true)!.CreateDelegate<Func<TEntity, TValue>>();

        private readonly Action<TEntity, TValue> _set =
            property.GetSetMethod(nonPublic: true)!.CreateDelegate<Action<TEntity, TValue>>();

        public override object? Get(object entity) => _get((TEntity)entity);

        public override void Set(object entity, object value) => _set((TEntity)entity, (TValue)value);
    }

    private sealed class ReflectedProperty(PropertyInfo property) : EntityMember(property, property.PropertyType)
    {
        private readonly PropertyInfo _property = property;

        public override object? Get(object entity) => _property.CanRead ? _property.GetValue(entity) : null;

        public override void Set(object entity, object value)
        {
            if (_property.CanWrite)
                _property.SetValue(entity, value);
        }
    }

    private sealed class ReflectedField(FieldInfo field) : EntityMember(field, field.FieldType)
    {
        private readonly FieldInfo _field = field;

        public override object? Get(object entity) => _field.GetValue(entity);

        public override void Set(object entity, object value)
        {
            if (!_field.IsInitOnly)
                _field.SetValue(entity, value);
        }
    }
}
