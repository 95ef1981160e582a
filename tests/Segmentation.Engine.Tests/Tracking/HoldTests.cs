using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Schemes;
using Segmentation.Engine.Tests.Schemes;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Tracking.Holds;

namespace Segmentation.Engine.Tests.Tracking;

/// <summary>What keeps customers where they are published, run by run.</summary>
public sealed class HoldTests
{
    private const string Rules = """
        scheme: size
        version: 1
        kind: rules
        segments: [{ id: high, when: arr >= 70 }, { id: middle, when: arr >= 40 }, { id: low }]

        """;

    [Theory]
    [InlineData("buffer: 5", 65, "high")]
    [InlineData("buffer: 5", 64.99, "middle")]
    [InlineData("buffer: 10%", 63, "high")]
    [InlineData("buffer: 10%", 62.9, "middle")]
    [InlineData("buffer: 5", 12, "low")]
    [InlineData("buffer: 40", 35, "high")]
    public void A_customer_leaves_only_past_the_edge_by_the_buffer(string buffer, double arr, string segment)
    {
        var scheme = new Follow(Rules + buffer);
        scheme.Run(0, 80);
        Assert.Equal(segment, scheme.Run(1, (decimal)arr));
    }

    [Theory]
    [InlineData("buffer: 5", 65, "high")]
    [InlineData("buffer: 5", 64.99, "middle")]
    [InlineData("buffer: 10%", 62.9, "middle")]
    public void A_tier_changes_only_past_the_edge_by_the_buffer(string buffer, double arr, string segment)
    {
        var scheme = new Follow($$"""
            scheme: size
            version: 1
            kind: tiers
            of: arr
            edges: [70, 40]
            missing: none
            segments: [{ id: high }, { id: middle }, { id: low }, { id: none }]
            {{buffer}}
            """);
        scheme.Run(0, 80);
        Assert.Equal(segment, scheme.Run(1, (decimal)arr));
    }

    [Fact]
    public void A_customer_comes_back_into_the_better_segment_past_the_buffer_too()
    {
        var scheme = new Follow(Rules + "buffer: 5");
        Assert.Equal("middle", scheme.Run(0, 60));
        Assert.Equal("middle", scheme.Run(1, 74.99m));
        Assert.Equal("high", scheme.Run(2, 75));
    }

    [Fact]
    public void A_customer_that_oscillates_around_an_edge_moves_at_most_once()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var (random, scheme) = (new Random(seed), new Follow(Rules + "buffer: 5"));
            var segments = Enumerable.Range(0, 30).Select(run => scheme.Run(run, 68 + 4 * (decimal)random.NextDouble()))
                .ToArray();
            Assert.InRange(segments.Zip(segments.Skip(1)).Count(pair => pair.First != pair.Second), 0, 1);
        }
    }

    [Fact]
    public void Several_numbers_may_be_within_the_buffer_together()
    {
        var scheme = new Follow("""
            scheme: size
            version: 1
            kind: rules
            segments: [{ id: high, when: arr >= 70 AND seats >= 7 }, { id: low }]
            buffer: 2
            """);
        scheme.Run(0, new Account(Arr: 90, Seats: 9));
        Assert.Equal("high", scheme.Run(1, new Account(Arr: 68, Seats: 5)));
        Assert.Equal("low", scheme.Run(2, new Account(Arr: 68, Seats: 4)));
    }

    [Fact]
    public void The_points_of_a_scorecard_have_the_buffer()
    {
        var scheme = new Follow("""
            scheme: size
            version: 1
            kind: scorecard
            points:
              large: { when: arr >= 70, points: 3 }
              many: { when: seats >= 7, points: 2 }
            missing: none
            segments: [{ id: high, from: 5 }, { id: low }]
            buffer: 2
            """);
        scheme.Run(0, new Account(Arr: 90, Seats: 9));
        Assert.Equal("high", scheme.Run(1, new Account(Arr: 90, Seats: 1)));
        Assert.Equal("low", scheme.Run(2, new Account(Arr: 1, Seats: 9)));
    }

    [Fact]
    public void A_customer_stays_for_the_minimum_stay()
    {
        var scheme = new Follow(Rules + "minimum_stay: P1M");
        Assert.Equal("high", scheme.Run(0, 90));
        Assert.Equal("high", scheme.Run(30, 50));
        Assert.Equal(31, scheme.Held!.Until.Values[0] - Follow.FirstDay);
        Assert.Equal("middle", scheme.Run(31, 50));
        Assert.Equal("middle", scheme.Run(32, 90));
    }

    [Fact]
    public void Runs_in_a_row_have_to_confirm_a_move()
    {
        var scheme = new Follow(Rules + "confirm_runs: 3");
        scheme.Run(0, 90);
        Assert.Equal("high", scheme.Run(1, 50));
        Assert.Equal("high", scheme.Run(2, 50));
        Assert.Equal(2L, scheme.Held!.Confirmations.Values[0]);
        Assert.Equal("high", scheme.Run(2, 50, confirms: false));
        Assert.Equal("high", scheme.Run(3, 20));
        Assert.Equal("high", scheme.Run(4, 20));
        Assert.Equal("low", scheme.Run(5, 20));
        Assert.Equal("low", scheme.Run(6, 90));
        Assert.Equal("low", scheme.Run(7, 20));
        Assert.Equal("low", scheme.Run(8, 90));
        Assert.Equal(1L, scheme.Held!.Confirmations.Values[0]);
    }

    [Theory]
    [InlineData("buffer: 50")]
    [InlineData("minimum_stay: P30D")]
    [InlineData("confirm_runs: 9")]
    public void Urgent_segments_are_entered_at_once(string hold)
    {
        var scheme = new Follow($"{Rules}{hold}\nbypass: [low]");
        scheme.Run(0, 72);
        Assert.Equal("high", scheme.Run(1, 68));
        Assert.Equal("low", scheme.Run(2, 39));
    }

    [Fact]
    public void Nobody_is_held_in_the_missing_segment_or_out_of_it()
    {
        var scheme = new Follow("""
            scheme: size
            version: 1
            kind: tiers
            of: arr
            edges: [70]
            missing: none
            segments: [{ id: high }, { id: low }]
            minimum_stay: P30D
            """);
        Assert.Equal("none", scheme.Run(0, new Account()));
        Assert.Equal("low", scheme.Run(1, 60));
        Assert.Equal("low", scheme.Run(2, 80));
        Assert.Equal("none", scheme.Run(3, new Account()));
    }

    [Fact]
    public void What_a_person_sets_goes_before_holds_and_runs_that_disagree_are_counted()
    {
        var scheme = new Follow(Rules + "minimum_stay: P30D");
        Assert.Equal("high", scheme.Run(0, 90));
        scheme.Set = "low";
        Assert.Equal("low", scheme.Run(1, 90));
        Assert.Equal("low", scheme.Run(2, 90));
        Assert.Equal(2L, scheme.Overridden!.Conflicts.Values[0]);
        Assert.Equal("low", scheme.Run(2, 90, confirms: false));
        Assert.Equal(2L, scheme.Overridden!.Conflicts.Values[0]);
        Assert.Equal("low", scheme.Run(3, 10));
        Assert.Equal(0L, scheme.Overridden!.Conflicts.Values[0]);
        scheme.Set = "middle";
        Assert.Equal("middle", scheme.Run(4, 10));
        Assert.Equal(1L, scheme.Overridden!.Conflicts.Values[0]);
        scheme.Set = null;
        Assert.Equal("low", scheme.Run(5, 10));
        scheme.Set = "gone";
        Assert.Equal("low", scheme.Run(6, 10));
        Assert.Null(scheme.Overridden);
    }

    [Fact]
    public void Returns_to_a_segment_that_was_left_are_counted_for_ninety_days()
    {
        var scheme = new Follow(Rules);
        int[] days = [0, 10, 20, 30, 40, 109, 110];
        decimal[] values = [90, 50, 90, 20, 90, 90, 90];
        Assert.Equal([0, 0, 0, 0, 1, 1, 0], days.Zip(values, (day, value) =>
        {
            scheme.Run(day, value);
            return scheme.Flapping;
        }));
    }

    [Fact]
    public void A_later_scheme_reads_what_people_see()
    {
        var scheme = new Follow(Rules + "confirm_runs: 2", """
            scheme: after
            version: 1
            kind: rules
            segments: [{ id: yes, when: size = 'high' }, { id: no }]
            """);
        scheme.Run(0, 90);
        Assert.Equal("high", scheme.Run(1, 20));
        Assert.Equal("yes", scheme.Segment("after"));
        Assert.Equal("low", scheme.Run(2, 20));
        Assert.Equal("no", scheme.Segment("after"));
    }

    [Fact]
    public void The_buffer_holds_whom_a_search_of_all_whole_numbers_holds() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        string Condition() => $"seats {(random.Next(2) == 0 ? ">=" : "<")} {random.Next(10)}"
            + $" {(random.Next(2) == 0 ? "AND" : "OR")} nps {(random.Next(2) == 0 ? ">" : "=")} {random.Next(10)}";
        var buffer = random.Next(1, 4);
        var scheme = new Follow(
            $"scheme: size\nversion: 1\nkind: rules\nsegments: [{{ id: one, when: {Condition()} }}, "
            + $"{{ id: two, when: {Condition()} }}, {{ id: three }}]\nbuffer: {buffer}");
        var before = scheme.Run(0, new Account(Seats: random.Next(12), Nps: random.Next(12)));
        var now = new Account(Seats: random.Next(12), Nps: random.Next(12));
        var mayStay = Enumerable.Range(-buffer, 2 * buffer + 1).SelectMany(
            seats => Enumerable.Range(-buffer, 2 * buffer + 1).Select(
                nps => new Account(Seats: now.Seats + seats, Nps: now.Nps + nps)))
            .Any(near => scheme.Model(near) == before);
        Assert.Equal(mayStay ? before : scheme.Model(now), scheme.Run(1, now));
    }).QuickCheckThrowOnFailure();

    /// <summary>One customer, whose results are published run by run.</summary>
    private sealed class Follow(params string[] schemes)
    {
        /// <summary>2024-01-01.</summary>
        public const int FirstDay = 19_723;

        private static readonly TextList Ids = List("c");

        private readonly SchemeSet _set = Account.Bind(schemes);
        private ScoredShard? _published;
        private SchemeResults? _results;
        private int _run;

        public string? Set { get; set; }

        public Held? Held => _results!.Of(Plan("size")).Held;

        public Overridden? Overridden => _results!.Of(Plan("size")).Overridden;

        public int Flapping => Returns.Flapping(_published!, "size");

        public string Run(int day, decimal arr, bool confirms = true) => Run(day, new Account(arr), confirms);

        public string Run(int day, Account account, bool confirms = true)
        {
            var asOf = FirstDay + day;
            Override[] set = Set is null ? [] : [new Override("c", "size", Set, "Why.", "ann", DateOnly.MaxValue)];
            var settlement = new Settlement(Ids, _published, new HoldTerms(asOf, confirms), set);
            var edges = Account.Learn(_set, [account]);
            _results = _set.Decide(Account.Columns([account]), scheme => edges[scheme], asOf, 1, settlement.Settle);
            var (names, columns) = (new List<string>(), new List<Column>());
            foreach (var plan in _set.Schemes)
                Add(plan, asOf, (name, column) => (names, columns) = ([.. names, name], [.. columns, column]));
            (_published, _run) = (new ScoredShard(Ids, names, columns), _run + 1);
            return Segment("size");
        }

        /// <summary>The segment that the definition says of an account, whatever was before.</summary>
        public string Model(Account account) =>
            Account.Segments(_set, "size", Account.Decide(_set, [account]))[0];

        public string Segment(string scheme) =>
            Plan(scheme).Definition.Segments[_results!.Of(Plan(scheme)).Segments[0]].Id;

        private SchemePlan Plan(string scheme) => _set.Schemes.First(plan => plan.Definition.Name == scheme);

        private void Add(SchemePlan plan, int asOf, Action<string, Column> add)
        {
            var (name, decision) = (plan.Definition.Name, _results!.Of(plan));
            var segments = new TextColumn(decision.Segments, plan.Ids);
            var changes = SegmentChanges.Of(plan.Definition, Ids, segments, _published, _run, asOf);
            var returns = Returns.Of(
                plan, decision.Segments, _published, SegmentChanges.Rows(Ids, _published?.Ids), asOf);
            add(ScoredShard.SegmentName(name), segments);
            add(ScoredShard.SinceName(name), new IntegerColumn(changes.Since));
            add(ScoredShard.EnteredName(name), new DateColumn(changes.Entered));
            foreach (var (sparse, column) in SettledColumns.Of(plan, decision, returns))
                add(sparse, column);
        }

        private static TextList List(string id)
        {
            var list = new TextList();
            list.Add(Encoding.UTF8.GetBytes(id));
            return list;
        }
    }
}
