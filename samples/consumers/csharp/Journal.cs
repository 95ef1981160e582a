using System.Globalization;
using System.Text.Json;

namespace Consumer;

/// <summary>
/// What was done for whom, a line each: it stands for your own system, such as a table whose key is the message's id.
/// Beside it is the place of the last message. The place is saved after the lines: whoever is killed in between gets
/// the same messages again, and knows them by their ids.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string Move = "segmentation.customer.transitioned.v1";

    private readonly string _placeFile;
    private readonly FileStream _lines;
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Customer, string Scheme), (int Run, long Sequence)> _latest = [];
    private readonly HashSet<(string Customer, string Scheme)> _present = [];
    private int _applied, _again, _late, _ignored;

    /// <summary>Opens it. Half a line at the end, of a process that was killed, is cut off.</summary>
    public Journal(string folder)
    {
        Directory.CreateDirectory(folder);
        _placeFile = Path.Combine(folder, "place.txt");
        var file = Path.Combine(folder, "moves.ndjson");
        // Only one process may write: a second one is refused here.
        _lines = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var bytes = new byte[_lines.Length];
        _lines.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        _lines.SetLength(end);
        foreach (var line in bytes.AsSpan(0, end).Split((byte)'\n'))
        {
            if (!bytes.AsSpan(line).IsEmpty)
                Remember(JsonSerializer.Deserialize<Line>(bytes.AsSpan(0, end)[line])!);
        }
    }

    /// <summary>The place of the last message; null the first time.</summary>
    public string? Place => File.Exists(_placeFile) ? File.ReadAllText(_placeFile) : null;

    /// <summary>What was done since it was opened.</summary>
    public string Summary =>
        $"applied {_applied}, again {_again}, late {_late}, ignored {_ignored}, place {Place ?? "none"}";

    /// <summary>Does what a message asks for, unless that was done; tells its place, null when it has none.</summary>
    public string? Apply(JsonElement message)
    {
        // Others are added with time: they are for others.
        if (message.GetProperty("type").GetString() != Move)
        {
            _ignored++;
            return null;
        }

        var data = message.GetProperty("data");
        var (run, sequence) = (data.GetProperty("run").GetInt32(), data.GetProperty("sequence").GetInt64());
        Do(new Line(
            message.GetProperty("id").GetString()!, data.GetProperty("customer").GetString()!,
            data.GetProperty("scheme").GetString()!, data.GetProperty("to").GetString(), run, sequence));
        return string.Create(CultureInfo.InvariantCulture, $"{run}.{sequence}");
    }

    /// <summary>Notes where a customer is in a run, before its moves are followed.</summary>
    public void Set(string customer, string scheme, string segment, int run) =>
        Do(new Line($"{run}:{scheme}:{customer}", customer, scheme, segment, run, 0));

    /// <summary>Notes in a run that all others have left.</summary>
    public void KeepOnly(HashSet<(string Customer, string Scheme)> seen, int run)
    {
        foreach (var (customer, scheme) in _present.Except(seen).ToArray())
            Do(new Line($"{run}:{scheme}:{customer}", customer, scheme, null, run, 0));
    }

    /// <summary>Saves the place, when all before it is safely done: whole, or not at all.</summary>
    public void Save(string place)
    {
        _lines.Flush(flushToDisk: true);
        using (var file = new FileStream(_placeFile + ".new", FileMode.Create))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(place));
            file.Flush(flushToDisk: true);
        }

        File.Move(_placeFile + ".new", _placeFile, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    private void Do(Line line)
    {
        if (_done.Contains(line.Id))
            _again++;
        else if (_latest.TryGetValue((line.Customer, line.Scheme), out var latest)
            && latest.CompareTo((line.Run, line.Sequence)) >= 0)
            _late++;
        else
        {
            _lines.Write([.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n']);
            _lines.Flush();
            Remember(line);
            _applied++;
        }
    }

    private void Remember(Line line)
    {
        _done.Add(line.Id);
        _latest[(line.Customer, line.Scheme)] = (line.Run, line.Sequence);
        if (line.Segment is null)
            _present.Remove((line.Customer, line.Scheme));
        else
            _present.Add((line.Customer, line.Scheme));
    }

    /// <summary>What was done; no segment for a customer that has left.</summary>
    private sealed record Line(string Id, string Customer, string Scheme, string? Segment, int Run, long Sequence);
}
