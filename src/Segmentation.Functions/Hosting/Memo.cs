using System.Collections.Concurrent;

namespace Segmentation.Functions.Hosting;

/// <summary>
/// Remembers what was read from immutable files, such as definitions or the keys of a stream, so that the pieces of a
/// wave read it once. Bounded: the oldest entries are forgotten before another is made, and read again when they are
/// asked for.
/// </summary>
/// <param name="most">How many entries are kept.</param>
public sealed class Memo(int most = 64)
{
    private readonly ConcurrentDictionary<string, Lazy<object>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    /// <summary>What is known under a name; made once, however many threads ask. A fault is not remembered.</summary>
    /// <param name="name">The name of the immutable file, or of what is made of such files.</param>
    /// <param name="make">Makes it.</param>
    public T Get<T>(string name, Func<T> make)
        where T : class
    {
        var entry = _known.GetOrAdd(name, key =>
        {
            _order.Enqueue(key);
            return new Lazy<object>(make);
        });
        Trim();
        try
        {
            return (T)entry.Value;
        }
        catch
        {
            _known.TryRemove(new KeyValuePair<string, Lazy<object>>(name, entry));
            throw;
        }
    }

    /// <summary>Forgets an entry.</summary>
    public void Forget(string name) => _known.TryRemove(name, out _);

    /// <summary>Forgets everything.</summary>
    public void Clear() => _known.Clear();

    /// <summary>Forgets what was read from the files of a folder.</summary>
    public void ForgetIn(string folder)
    {
        foreach (var name in _known.Keys.Where(name => name.StartsWith($"{folder}/", StringComparison.Ordinal)))
            Forget(name);
    }

    private void Trim()
    {
        while (_known.Count > most && _order.TryDequeue(out var oldest))
            _known.TryRemove(oldest, out _);
    }
}
