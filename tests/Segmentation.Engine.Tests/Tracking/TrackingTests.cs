using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Tracking;

public sealed class TrackingTests
{
    private const int Day = 20_000;

    private static readonly string[] Order = ["champions", "loyal", "lost"];

    [Theory]
    [InlineData("champions", "lost", "downgrade")]
    [InlineData("lost", "loyal", "upgrade")]
    [InlineData(null, "lost", "first")]
    [InlineData("lost", null, "removed")]
    [InlineData("gone", "lost", "lateral")]
    [InlineData("lost", "gone", "lateral")]
    public void Segments_are_listed_best_first(string? from, string? to, string direction) =>
        Assert.Equal(direction, Direction.Of(Order, from, to));

    [Theory]
    [InlineData("c1", "rfm", 1, "loyal", "lost", 7, "7th7wd2s4ffo5mp6ravdm5d7gbgzjgterk7jgrshmcfqsithp7yq")]
    [InlineData("é", "rfm", 2, null, "lost", 1, "khhcmfisapgdktbv2oirnlrjz2rtiqkaqpgidc63uhc4hfo2li6q")]
    [InlineData("00042", "tiers", 12, "lost", null, 2147483647, "7ybycss2sur2dknjilvrsgii6owcroauhirnhan7szibittcrbeq")]
    public void The_id_of_a_message_is_pinned(
        string customer, string scheme, int version, string? from, string? to, int run, string id) =>
        Assert.Equal(id, MessageId.Of(new Transition(customer, scheme, version, from, to, "", ""), run));

    [Fact]
    public void The_id_of_a_message_is_the_base_32_of_a_hash()
    {
        for (var run = 0; run < 200; run++)
        {
            var hash = SHA256.HashData(
                Encoding.UTF8.GetBytes($"rfm\u001f3\u001fc{run}\u001floyal\u001flost\u001f{run}"));
            var number = new BigInteger(hash, isUnsigned: true, isBigEndian: true) << 4;
            var expected = string.Concat(Enumerable.Range(0, 52).Select(
                i => "abcdefghijklmnopqrstuvwxyz234567"[(int)((number >> (5 * (51 - i))) & 31)]));
            Assert.Equal(expected, MessageId.Of(
                new Transition($"c{run}", "rfm", 3, "loyal", "lost", Direction.Downgrade, Cause.OwnData), run));
        }
    }

    [Fact]
    public void Who_moved_is_told_and_who_stayed_keeps_since()
    {
        var published = Shard(["a", "b", "d", "e"], ["loyal", "lost", "lost", "old"], [1, 2, 3, 4]);
        var (since, _, moves) = Compare(["a", "b", "c", "e"], ["loyal", "champions", "lost", "lost"], published, 9);
        Assert.Equal([1L, 9L, 9L, 9L], since);
        Assert.Equal(
            [
                new Transition("b", "rfm", 5, "lost", "champions", Direction.Upgrade, Cause.OwnData),
                new Transition("c", "rfm", 5, null, "lost", Direction.First, Cause.FirstSeen),
                new Transition("d", "rfm", 5, "lost", null, Direction.Removed, Cause.Removed),
                new Transition("e", "rfm", 5, "old", "lost", Direction.Lateral, Cause.OwnData),
            ],
            moves);
    }

    [Fact]
    public void Customers_of_a_renamed_segment_stay_with_since_and_the_day_of_entry()
    {
        var scheme = Scheme([Segment("best") with { RenamedFrom = "champions" }, Segment("loyal"), Segment("lost")]);
        var published = new ScoredShard(
            List(["a", "b", "c"]),
            [ScoredShard.SegmentName("rfm"), ScoredShard.SinceName("rfm"), ScoredShard.EnteredName("rfm")],
            [
                Segments(["champions", "champions", "loyal"]), new IntegerColumn([3, 4, 5]),
                new DateColumn([Day, Day + 1, Day + 2]),
            ]);
        var changes = SegmentChanges.Of(
            scheme, List(["a", "b", "c"]), Segments(["best", "lost", "loyal"]), published, 9, Day + 9);
        Assert.Equal([3L, 9L, 5L], changes.Since);
        Assert.Equal([Day, Day + 9, Day + 2], changes.Entered);
        Assert.Equal(
            [new Transition("b", "rfm", 5, "best", "lost", Direction.Downgrade, Cause.OwnData)], changes.Moves);
    }

    [Fact]
    public void A_move_that_a_lifecycle_does_not_allow_is_told()
    {
        var scheme = Scheme(
            [Segment("champions") with { MovesTo = ["lost"] }, Segment("lost") with { MovesTo = [] }]) with
        {
            Kind = SchemeKind.Lifecycle,
        };
        var changes = SegmentChanges.Of(
            scheme, List(["a", "b"]), Segments(["lost", "champions"]),
            Shard(["a", "b"], ["champions", "lost"], [1, 1]), 2, Day);
        Assert.Equal([false, true], changes.Moves.Select(move => move.Irregular));
    }

    [Fact]
    public void The_first_result_is_no_news()
    {
        var (since, _, moves) = Compare(["a", "b"], ["loyal", "lost"], null, 4);
        Assert.Equal([4L, 4L], since);
        Assert.Empty(moves);
        var other = new ScoredShard(List(["a"]), ["tiers.segment"], [Segments(["gold"])]);
        Assert.Empty(Compare(["a", "b"], ["loyal", "lost"], other, 4).Moves);
    }

    [Fact]
    public void Moves_are_what_a_dictionary_finds()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var then = Customers(random);
            var now = Customers(random);
            var (since, _, moves) = Compare(
                [.. now.Keys], [.. now.Values],
                Shard([.. then.Keys], [.. then.Values], [.. then.Select((_, i) => (long)i)]), 99);
            var expected = then.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Select(id => (id, From: then.GetValueOrDefault(id), To: now.GetValueOrDefault(id)))
                .Where(m => m.From != m.To);
            Assert.Equal(expected, moves.Select(m => (m.Customer, m.From, m.To)));
            Assert.Equal(now.Select(c => then.GetValueOrDefault(c.Key) == c.Value
                ? then.Keys.ToList().IndexOf(c.Key)
                : 99L), since);
        }
    }

    [Fact]
    public void A_shard_that_is_written_is_read_again_and_finds_its_customers()
    {
        var shard = new ScoredShard(List(["a", "b", "é"]), ["m", "rfm.segment"], [
            new MoneyColumn([1.5m, MoneyColumn.Null, 3m]), Segments(["x", "y", "x"])]);
        using var stream = new MemoryStream();
        shard.Write(stream);
        stream.Position = 0;
        var read = ScoredShard.Read(stream);
        Assert.Equal(shard.Names, read.Names);
        Assert.Equal(shard.Columns.Select(Arbitrary.Boxed), read.Columns.Select(Arbitrary.Boxed));
        Assert.Equal([0, 1, 2, -1, -1, -1], new[] { "a", "b", "é", "", "aa", "z" }.Select(
            id => read.IndexOf(Encoding.UTF8.GetBytes(id))));
        Assert.Null(read.Find("rfm"));
        Assert.Throws<InvalidDataException>(() => ScoredShard.Read(new MemoryStream(new byte[8])));
    }

    private static SegmentChanges Compare(string[] ids, string[] segments, ScoredShard? published, int run) =>
        SegmentChanges.Of(Scheme([.. Order.Select(Segment)]), List(ids), Segments(segments), published, run, Day + run);

    private static SchemeDefinition Scheme(SegmentDefinition[] segments) =>
        new("rfm", default, 5, SchemeKind.Rules) { Segments = segments };

    private static SegmentDefinition Segment(string id) => new(id, default, id, null, null, null);

    private static ScoredShard Shard(string[] ids, string[] segments, long[] since) =>
        new(List(ids), [ScoredShard.SegmentName("rfm"), ScoredShard.SinceName("rfm")], [
            Segments(segments), new IntegerColumn(since)]);

    private static SortedDictionary<string, string> Customers(Random random)
    {
        var customers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < 30; i++)
        {
            if (random.Next(3) > 0)
                customers[$"{i}"] = Order[random.Next(3)];
        }

        return customers;
    }

    private static TextColumn Segments(string[] segments) =>
        new([.. Enumerable.Range(0, segments.Length)], List(segments));

    private static TextList List(string[] texts)
    {
        var list = new TextList();
        foreach (var text in texts)
            list.Add(text);
        return list;
    }

    [Fact]
    public void Causes_are_the_steps_at_which_the_segment_changed()
    {
        (string, string)[] steps = [(Cause.OwnData, "b"), (Cause.ClockDecay, "b"), (Cause.PopulationShift, "c")];
        Assert.Equal([Cause.OwnData, Cause.PopulationShift], Cause.OfWalk("a", steps));
        Assert.Equal([Cause.PopulationShift], Cause.OfWalk("b", steps));
        var move = new Transition("c1", "rfm", 1, "a", "c", Direction.Downgrade, Cause.OwnData);
        Assert.Equal([Cause.OwnData], move.Causes);
        var both = move.Because([Cause.OwnData, Cause.PopulationShift]);
        Assert.Equal(Cause.Mixed, both.Cause);
        Assert.Equal(
            "several causes: its own data changed, then others changed; the cut moved",
            Cause.Say(both.Cause, both.Causes));
        Assert.Equal(Cause.ClockDecay, move.Because([Cause.ClockDecay]).Cause);
    }
}
