// The official type says nothing about nulls, and values may be null.
#nullable disable
using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Azure.Data.Tables;

/// <summary>An entity whose properties are looked up by name.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "The official name.")]
public sealed class TableEntity : ITableEntity, IDictionary<string, object>
{
    private const string EtagKey = "odata.etag";
    private readonly Dictionary<string, object> _properties;

    /// <summary>Makes an entity without properties.</summary>
    public TableEntity() => _properties = [];

    /// <summary>Makes an entity that has a key.</summary>
    public TableEntity(string partitionKey, string rowKey)
        : this()
    {
        PartitionKey = partitionKey;
        RowKey = rowKey;
    }

    /// <summary>Makes an entity that has these properties.</summary>
    public TableEntity(IDictionary<string, object> values) => _properties = values is null ? [] : new(values);

    /// <inheritdoc/>
    public string PartitionKey
    {
        get => GetString(nameof(PartitionKey));
        set => _properties[nameof(PartitionKey)] = value;
    }

    /// <inheritdoc/>
    public string RowKey
    {
        get => GetString(nameof(RowKey));
        set => _properties[nameof(RowKey)] = value;
    }

    /// <inheritdoc/>
    public DateTimeOffset? Timestamp
    {
        get => GetDateTimeOffset(nameof(Timestamp));
        set => _properties[nameof(Timestamp)] = value;
    }

    /// <inheritdoc/>
    public ETag ETag
    {
        get => new(GetString(EtagKey));
        set => _properties[EtagKey] = value.ToString();
    }

    /// <summary>How many properties there are, the keys among them.</summary>
    public int Count => _properties.Count;

    /// <summary>The names of the properties.</summary>
    public ICollection<string> Keys => _properties.Keys;

    /// <inheritdoc/>
    ICollection<object> IDictionary<string, object>.Values => _properties.Values;

    /// <inheritdoc/>
    bool ICollection<KeyValuePair<string, object>>.IsReadOnly => false;

    /// <summary>A property, or null when there is none of that name.</summary>
    public object this[string key]
    {
        get => _properties.GetValueOrDefault(Named(key));
        set => _properties[Named(key)] = Coerced(_properties.GetValueOrDefault(key), value);
    }

    /// <summary>A text property, or null.</summary>
    public string GetString(string key) => Get<string>(key);

    /// <summary>A binary property, or null.</summary>
    public byte[] GetBinary(string key) => this[key] is BinaryData data ? data.ToArray() : Get<byte[]>(key);

    /// <summary>A binary property, or null.</summary>
    public BinaryData GetBinaryData(string key) =>
        this[key] is byte[] bytes ? new BinaryData(bytes) : Get<BinaryData>(key);

    /// <summary>A property that is true or false, or null.</summary>
    public bool? GetBoolean(string key) => Get<bool?>(key);

    /// <summary>A property that is an instant, as UTC, or null.</summary>
    public DateTime? GetDateTime(string key) =>
        this[key] is DateTimeOffset offset ? offset.UtcDateTime : Get<DateTime?>(key);

    /// <summary>A property that is an instant, or null.</summary>
    public DateTimeOffset? GetDateTimeOffset(string key) =>
        this[key] is DateTime instant ? new DateTimeOffset(instant) : Get<DateTimeOffset?>(key);

    /// <summary>A property that is a double, or null.</summary>
    public double? GetDouble(string key) => Get<double?>(key);

    /// <summary>A property that is a GUID, or null.</summary>
    public Guid? GetGuid(string key) => Get<Guid?>(key);

    /// <summary>A property that is a 32-bit number, or null.</summary>
    public int? GetInt32(string key) => Get<int?>(key);

    /// <summary>A property that is a 64-bit number, or null.</summary>
    public long? GetInt64(string key) => Get<long?>(key);

    /// <summary>Adds a property; there must be none of that name.</summary>
    public void Add(string key, object value) => _properties.Add(Named(key), value);

    /// <summary>Whether there is a property of that name.</summary>
    public bool ContainsKey(string key) => _properties.ContainsKey(key);

    /// <summary>Removes a property; tells whether it was there.</summary>
    public bool Remove(string key) => _properties.Remove(key);

    /// <summary>Looks a property up.</summary>
    public bool TryGetValue(string key, out object value) => _properties.TryGetValue(key, out value);

    /// <summary>Removes all properties.</summary>
    public void Clear() => _properties.Clear();

    /// <inheritdoc/>
    void ICollection<KeyValuePair<string, object>>.Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    /// <inheritdoc/>
    bool ICollection<KeyValuePair<string, object>>.Contains(KeyValuePair<string, object> item) =>
        _properties.Contains(item);

    /// <inheritdoc/>
    void ICollection<KeyValuePair<string, object>>.CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    bool ICollection<KeyValuePair<string, object>>.Remove(KeyValuePair<string, object> item) =>
        ((ICollection<KeyValuePair<string, object>>)_properties).Remove(item);

    /// <inheritdoc/>
    IEnumerator<KeyValuePair<string, object>> IEnumerable<KeyValuePair<string, object>>.GetEnumerator() =>
        _properties.GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => _properties.GetEnumerator();

    private T Get<T>(string key) => this[key] switch
    {
        null => default,
        T value => value,
        var other => throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"property '{key}': found {other.GetType()}; expected {typeof(T)}.")),
    };

    private static string Named(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key;
    }

    // As in the official type: a number takes the wider of the two types, and otherwise a property keeps its type.
    private static object Coerced(object old, object value) => (old, value) switch
    {
        (null, _) or (_, null) => value,
        (double, int number) => (double)number,
        (long, int number) => (long)number,
        (int, double or long) => value,
        _ when old.GetType().IsInstanceOfType(value) => value,
        _ => throw new InvalidOperationException(string.Create(
            CultureInfo.InvariantCulture, $"value: found {value.GetType()}; expected {old.GetType()}, as before.")),
    };
}
