namespace LocalRuntime.Tables;

/// <summary>Walks over stored properties.</summary>
internal ref struct PropertyWalk(ReadOnlySpan<byte> properties)
{
    private ReadOnlySpan<byte> _rest = properties.IsEmpty ? properties : properties[1..];

    /// <summary>Where the walk stands.</summary>
    public StoredProperty Current { get; private set; }

    /// <summary>Goes to the next property.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
            return false;
        var type = (PropertyType)_rest[0];
        _rest = _rest[1..];
        var name = Take(TakeLength());
        Current = new StoredProperty(type, name, Take(LengthOf(type)));
        return true;
    }

    private int LengthOf(PropertyType type) => type switch
    {
        PropertyType.Boolean => 1,
        PropertyType.Int32 => 4,
        PropertyType.Guid => 16,
        PropertyType.Int64 or PropertyType.Double or PropertyType.Instant => 8,
        _ => TakeLength(),
    };

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private int TakeLength()
    {
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            int part = _rest[0];
            _rest = _rest[1..];
            length |= (part & 0x7F) << shift;
            if (part < 0x80)
                return length;
        }
    }
}
