using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lifetime;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Measures;

/// <summary>The measures of a workspace, bound once and computed shard by shard.</summary>
public sealed class MeasurePlan
{
    // No measure has this number, nor has an unknown one.
    private const int NoMeasure = -2;

    private readonly Workspace _workspace;
    private readonly RowLayout? _customers;
    private readonly Expression?[] _bound;
    private readonly List<int> _order = [];

    // The measures that are being bound, each used by the one before it.
    private readonly List<int> _path = [];

    private MeasurePlan(Workspace workspace)
    {
        _workspace = workspace;
        _customers = workspace.Customers is { } customers ? RowLayout.Of(customers) : null;
        _bound = new Expression?[workspace.Measures.Count];
        Combined = [.. Enumerable.Range(0, Definitions.Count).Where(measure => Definitions[measure].IsCombined)];
    }

    /// <summary>The measures, in the order of the file.</summary>
    public IReadOnlyList<MeasureDefinition> Definitions => _workspace.Measures;

    /// <summary>The indices of the measures that are rolled up or allocated: they take all shards together.</summary>
    public IReadOnlyList<int> Combined { get; }

    /// <summary>What measures ask lifetime models for, in the order of the file.</summary>
    public IReadOnlyList<LifetimeCall> Lifetimes =>
        [.. Enumerable.Range(0, Definitions.Count).SelectMany(LifetimesOf)];

    /// <summary>What a measure itself asks lifetime models for.</summary>
    public IReadOnlyList<LifetimeCall> LifetimesOf(int measure) => _bound[measure]?.Lifetimes ?? [];

    /// <summary>What becomes of customers; null when no outcomes are defined.</summary>
    public OutcomePlan? Outcomes { get; private set; }

    /// <summary>The type of a measure; minutes are whole numbers.</summary>
    public ColumnType Type(int measure) =>
        Definitions[measure].IsAllocated ? ColumnType.Integer : _bound[measure]!.Type;

    /// <summary>A measure's expression.</summary>
    internal Expression Bound(int measure) => _bound[measure]!;

    /// <summary>Whether a measure may be null, for all that is known without data.</summary>
    public bool MayBeNull(int measure) => !Definitions[measure].IsAllocated && _bound[measure]!.MayBeNull;

    /// <summary>The index of a measure, or -1.</summary>
    public int Find(string name)
    {
        for (var i = 0; i < Definitions.Count; i++)
        {
            if (Definitions[i].Name == name)
                return i;
        }

        return -1;
    }

    /// <summary>Binds all measures; null when there were problems.</summary>
    public static MeasurePlan? Bind(Workspace workspace, Problems problems)
    {
        var before = problems.Count;
        var plan = new MeasurePlan(workspace);
        for (var measure = 0; measure < workspace.Measures.Count; measure++)
            plan.Bind(measure, problems);
        foreach (var measure in plan.Combined)
            plan.CheckCombined(measure, problems);
        if (workspace.Outcomes.All.Count > 0)
            plan.Outcomes = OutcomePlan.Bind(plan, workspace, problems);
        return problems.Count == before ? plan : null;
    }

    /// <summary>The measures of all customers of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01.</param>
    /// <param name="models">The lifetime models; null for none, when what they tell is null.</param>
    public MeasuredShard Compute(Shard shard, int asOf, LifetimeModels? models = null) =>
        Compute(shard, asOf, asOf, models);

    /// <summary>
    /// The measures as of one day with the events up to a later one, as if they had been known already: windows reach
    /// back from the earlier day, and nothing happened less than 0 days ago.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01.</param>
    /// <param name="until">The day of the last events, at least <paramref name="asOf"/>.</param>
    /// <param name="models">The lifetime models; null for none, when what they tell is null.</param>
    public MeasuredShard Compute(Shard shard, int asOf, int until, LifetimeModels? models = null)
    {
        var frame = Frame(shard, asOf, until, models: models);
        foreach (var measure in _order)
            frame.Measure(measure, _bound[measure]!);
        var later = _workspace.Streams.Sum(stream => LaterEvents(shard.Find(stream.Name), until));
        return new MeasuredShard(shard.Ids, frame.Measures, frame.Overflows, later)
        {
            Unmapped = frame.Unknown.Of(measure => Definitions[measure].Name),
        };
    }

    /// <summary>Binds an expression of another file over the same names; null when there are problems.</summary>
    internal Expression? Bind(ExpressionText value, string who, Problems problems) =>
        Bind(value, NoMeasure, who, problems);

    /// <summary>The type of a measure; null when there is none, or it could not be bound.</summary>
    internal ColumnType? TypeOrNull(string name) => Find(name) is >= 0 and var measure ? _bound[measure]?.Type : null;

    /// <summary>
    /// Whether a measure is computed from events alone, so that it is known of every day. A lifetime model is learned
    /// from what came later too.
    /// </summary>
    internal bool IsOfEvents(int measure) =>
        !Combined.Contains(measure) && _bound[measure] is { Lifetimes.Count: 0 } bound
        && bound.Aggregates.All(aggregate => HasTime(aggregate.Stream))
        && bound.References.All(used => used.Slot < Definitions.Count && IsOfEvents(used.Slot));

    /// <summary>Whether the rows of a stream have a time.</summary>
    internal bool HasTime(string stream) => _workspace.HasTime(_workspace.Streams.Single(s => s.Name == stream));

    /// <summary>One measure of all customers of a shard as of a day, with what it takes.</summary>
    internal Column Compute(int measure, Shard shard, int asOf, out int overflows)
    {
        var (frame, needed) = (Frame(shard, asOf, asOf), new HashSet<int>());
        Need(measure, needed);
        foreach (var used in _order.Where(needed.Contains))
            frame.Measure(used, _bound[used]!);
        overflows = frame.Overflows;
        return frame.Measures[measure];
    }

    /// <summary>The customers of a shard, without measures so far.</summary>
    internal CustomerFrame Frame(
        Shard shard, int asOf, int until, int since = int.MinValue, LifetimeModels? models = null) =>
        new(shard, asOf, until, _customers, Definitions.Count, models ?? LifetimeModels.None) { Since = since };

    /// <summary>A measure and all measures that it is computed from, near and far.</summary>
    public IReadOnlySet<int> Needed(int measure)
    {
        var needed = new HashSet<int>();
        Need(measure, needed);
        return needed;
    }

    private void Need(int measure, HashSet<int> needed)
    {
        needed.Add(measure);
        foreach (var used in _bound[measure]!.References.Where(used => used.Slot < Definitions.Count))
            Need(used.Slot, needed);
    }

    private static long LaterEvents(ShardTable? table, int asOf)
    {
        if (table is null)
            return 0;
        long later = 0;
        foreach (var day in ((DateColumn)table.Column(table.Layout.Day)).Values)
            later += day > asOf ? 1 : 0;
        return later;
    }

    private Expression? Bind(int measure, Problems problems)
    {
        if (_bound[measure] is { } bound)
            return bound;
        if (_order.Contains(measure) || _path.Contains(measure))
            return null;
        _path.Add(measure);
        var (value, who) = (Definitions[measure].Value, $"measure '{Definitions[measure].Name}'");
        var expression = Bind(value, measure, who, problems);
        _path.RemoveAt(_path.Count - 1);
        _order.Add(measure);
        return _bound[measure] = expression;
    }

    /// <summary>Binds an expression; null when its type is not known.</summary>
    /// <param name="value">The expression.</param>
    /// <param name="self">The measure that it defines, or <see cref="NoMeasure"/>.</param>
    /// <param name="who">What it is, for messages.</param>
    /// <param name="problems">Takes the problems.</param>
    private Expression? Bind(ExpressionText value, int self, string who, Problems problems)
    {
        var scope = new CustomerScope(this, self, problems);
        var own = new Problems();
        var expression = Expression.Bind(value, scope, null, own);

        // Over a measure that has a problem itself there is nothing more to say: its type is not known.
        foreach (var problem in scope.IsUnsound ? [] : own.All)
            problems.Add(problem);
        foreach (var used in (expression?.References ?? []).Where(used => Combined.Contains(used.Slot)))
        {
            var (code, what) = Definitions[used.Slot].IsRolledUp
                ? (ProblemCode.RolledUpTwice, "rolled up")
                : (ProblemCode.ForResults, "allocated");
            problems.Add(
                code, value.At, $"{who} uses '{used.Name}', which is {what}",
                "measures of each customer alone", $"what is {what} is for schemes and results");
        }

        return scope.IsUnsound ? null : expression;
    }

    private void CheckCombined(int measure, Problems problems)
    {
        var definition = Definitions[measure];
        var (at, name) = (definition.Rollup ?? definition.Capacity!.At, definition.Name);
        if (_bound[measure] is { } bound && !Widening.IsNumeric(bound.Type))
        {
            var (what, expected) = definition.IsRolledUp ? ("a rollup", "a number to sum") : ("shares", "a weight");
            problems.Add(ProblemCode.WrongType, at, $"{what} of '{name}', which is {Words.Of(bound.Type)}", expected);
        }

        if (definition.IsRolledUp && _customers?.Find(SourceDefinition.ParentName) is null or < 0)
        {
            problems.Add(
                ProblemCode.MissingKey, at, $"a rollup of '{name}', and no customer has a parent",
                "parent: in sources.yaml, under customers",
                "name the column with the id of the customer above");
        }
    }

    /// <summary>Customer fields and other measures; a measure's own name means the field.</summary>
    private sealed class CustomerScope(MeasurePlan plan, int self, Problems problems) : Scope
    {
        public override IEnumerable<string> Names =>
            Fields.Concat(plan.Definitions.Select(m => m.Name)).Distinct();

        public override string What => "customer fields and other measures";

        public override IEnumerable<string> Streams => plan._workspace.Streams.Select(s => s.Name);

        public override LookupTables Tables => plan._workspace.Tables;

        /// <summary>Whether the measure leads back to itself or uses one that could not be bound.</summary>
        public bool IsUnsound { get; private set; }

        private IEnumerable<string> Fields => (plan._workspace.Customers?.Fields ?? [])
            .Where(known => !known.IsForPeople).Select(known => known.Name);

        public override Reference? Find(string name, ColumnType? wanted)
        {
            var measure = plan.Find(name);
            if (measure >= 0 && measure != self)
                return MeasureReference(name, measure);
            var field = IsForPeople(name) ? -1 : plan._customers?.Find(name) ?? -1;
            if (field >= 0)
                return new Reference(CustomerFrame.FieldSlot(field), name, plan._customers!.Types[field]);
            return measure == self && !IsForPeople(name)
                ? LeadsBack($"measure '{name}' uses itself", name, measure)
                : null;
        }

        public override bool IsForPeople(string name) =>
            plan._workspace.Customers?.Fields.Any(field => field.IsForPeople && field.Name == name) is true;

        public override Scope? Stream(string name)
        {
            var source = plan._workspace.Streams.FirstOrDefault(s => s.Name == name);
            return source is null
                ? null
                : new StreamScope(name, RowLayout.Of(source), plan._workspace.HasTime(source), Tables);
        }

        private Reference MeasureReference(string name, int measure)
        {
            if (plan.Bind(measure, problems) is { } bound)
                return new Reference(measure, name, bound.Type) { MayBeNull = bound.MayBeNull };
            IsUnsound = true;
            return plan._order.Contains(measure)
                ? Unknown(name, measure)
                : LeadsBack($"measures that use each other: {PathBackTo(measure)}", name, measure);
        }

        private string PathBackTo(int measure) => string.Join(
            " -> ", plan._path.SkipWhile(one => one != measure).Append(measure).Select(
                one => plan.Definitions[one].Name));

        private Reference LeadsBack(string found, string name, int measure)
        {
            IsUnsound = true;
            problems.Add(
                ProblemCode.Cycle, plan.Definitions[self].Value.At, found,
                "measures that do not lead back to themselves");
            return Unknown(name, measure);
        }

        /// <summary>Any type will do: the measure is not bound.</summary>
        private static Reference Unknown(string name, int measure) => new(measure, name, ColumnType.Number);
    }
}
