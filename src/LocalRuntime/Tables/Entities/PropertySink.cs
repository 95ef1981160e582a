namespace LocalRuntime.Tables;

/// <summary>What the properties of an entity are written to.</summary>
internal abstract class PropertySink
{
    /// <summary>Adds a property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, of a type that tables have; an enum is stored as its name.</param>
    /// <exception cref="NotSupportedException">Tables do not have the type.</exception>
    public abstract void Add(string name, object value);

    /// <summary>Tables do not have the type of a value.</summary>
    protected static NotSupportedException NoSuchType(string name, object value) =>
        new($"property '{name}': found {value.GetType()}; expected a type that tables have. Convert it.");
}
