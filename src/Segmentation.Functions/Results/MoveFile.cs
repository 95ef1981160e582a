using System.Globalization;
using System.Text;
using System.Text.Json;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Results;

/// <summary>A move as reports count it.</summary>
/// <param name="Kind">The transition, without the customer.</param>
/// <param name="Units">The customer's value in the units of <see cref="ExactSum"/>, of a removed one the last that was
/// known; null when the workspace names none.</param>
internal readonly record struct CountedMove(Transition Kind, Int128? Units);

/// <summary>
/// The moves of one shard, by customer and scheme: what reports count, and messages that lack only their numbers in the
/// run. It is written where a shard is scored, by all cores, so that nobody has to take texts apart and put them
/// together again; it is gone when the run is done.
/// </summary>
internal sealed class MoveFile
{
    private const uint Mark = 0x3146_564D; // "MVF1"

    private readonly int[] _kindOf;
    private readonly TextColumn _units;
    private readonly TextList _heads = TextList.Empty;
    private readonly TextList _tails = TextList.Empty;

    private MoveFile(BinaryReader reader, bool withMessages)
    {
        if (reader.ReadUInt32() != Mark)
            throw new InvalidDataException("the file has no moves of a shard");
        Customers = ColumnCodec.ReadTextList(reader);
        var kinds = (TextColumn)ColumnCodec.Read(reader);
        _kindOf = kinds.Codes;
        Kinds =
        [
            .. Enumerable.Range(0, kinds.Texts.Count)
                .Select(kind => JsonSerializer.Deserialize<Transition>(kinds.Texts[kind], Json.Options)!),
        ];
        _units = (TextColumn)ColumnCodec.Read(reader);
        if (withMessages)
            (_heads, _tails) = (ColumnCodec.ReadTextList(reader), ColumnCodec.ReadTextList(reader));
    }

    /// <summary>The customers, a move each.</summary>
    public TextList Customers { get; }

    /// <summary>The number of moves.</summary>
    public int Count => Customers.Count;

    /// <summary>The distinct transitions, without their customers.</summary>
    public IReadOnlyList<Transition> Kinds { get; }

    /// <summary>Reads the moves of a shard; null when there was no run before, from which anybody could have moved.
    /// </summary>
    /// <param name="data">Where the files are.</param>
    /// <param name="run">The run.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="withMessages">Whether the messages are read too, most of the file.</param>
    /// <exception cref="Engine.Workspaces.ImportException">When the file is damaged.</exception>
    public static MoveFile? Of(BlobStore data, int run, int shard, bool withMessages = false)
    {
        var name = RunWork.MovesName(run, shard);
        return !data.Has(name) ? null : data.Read(name, stream =>
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            return new MoveFile(reader, withMessages);
        });
    }

    /// <summary>Writes the moves of a shard.</summary>
    /// <param name="stream">Where they are written.</param>
    /// <param name="moves">The moves, in any order.</param>
    /// <param name="line">Makes their messages.</param>
    public static void Write(Stream stream, IReadOnlyList<Move> moves, TransitionLine line)
    {
        var (customers, heads, tails) = (new TextList(moves.Count), new TextList(), new TextList());
        var kinds = new DistinctTexts<Transition>(
            kind => JsonSerializer.SerializeToUtf8Bytes(kind, Json.Options), moves.Count);
        var units = new DistinctTexts<Int128>(
            value => Encoding.UTF8.GetBytes(value.ToString(CultureInfo.InvariantCulture)), moves.Count);
        foreach (var (move, id) in InOrder(moves))
        {
            customers.Add(id);
            kinds.Add(move.Transition with { Customer = "" });
            if (move.Units is { } value)
                units.Add(value);
            else
                units.AddNull();
            var message = line.Of(move);
            var number = TransitionFile.PlaceOfSequence(message);
            heads.Add(message.AsSpan(0, number));
            // Behind the one digit that stands for it.
            tails.Add(message.AsSpan(number + 1));
        }

        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Mark);
        ColumnCodec.Write(writer, customers);
        ColumnCodec.Write(writer, kinds.Column);
        ColumnCodec.Write(writer, units.Column);
        ColumnCodec.Write(writer, heads);
        ColumnCodec.Write(writer, tails);
    }

    /// <summary>The kind of a move, an index of <see cref="Kinds"/>.</summary>
    public int KindOf(int row) => _kindOf[row];

    /// <summary>What reports count of a move.</summary>
    public CountedMove Counted(int row) => new(
        Kinds[_kindOf[row]],
        _units.IsNull(row) ? null : Int128.Parse(_units[row], CultureInfo.InvariantCulture));

    /// <summary>Writes the message of a move, a line; messages must have been read.</summary>
    /// <param name="stream">Where it is written.</param>
    /// <param name="row">The move.</param>
    /// <param name="sequence">Its number in the run, from 1.</param>
    public void WriteLine(Stream stream, int row, long sequence)
    {
        Span<byte> digits = stackalloc byte[20];
        sequence.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        stream.Write(_heads[row]);
        stream.Write(digits[..length]);
        stream.Write(_tails[row]);
    }

    private static IEnumerable<(Move Move, byte[] Id)> InOrder(IReadOnlyList<Move> moves) => moves
        .Select(move => (Move: move, Id: Encoding.UTF8.GetBytes(move.Transition.Customer)))
        .OrderBy(one => one.Id, Comparer<byte[]>.Create((a, b) => TextList.Compare(a, b)))
        .ThenBy(one => one.Move.Transition.Scheme, StringComparer.Ordinal);

    /// <summary>A column of few distinct texts that grows; mostly, what comes again is put into words once.</summary>
    private sealed class DistinctTexts<T>(Func<T, byte[]> write, int capacity)
        where T : notnull
    {
        private readonly TextPool _pool = new();
        private readonly Dictionary<T, int> _known = [];
        private readonly List<int> _codes = new(capacity);

        public TextColumn Column => new([.. _codes], _pool.Texts);

        public void Add(T value)
        {
            if (!_known.TryGetValue(value, out var code))
                _known[value] = code = _pool.Intern(write(value));
            _codes.Add(code);
        }

        public void AddNull() => _codes.Add(TextColumn.Null);
    }
}
