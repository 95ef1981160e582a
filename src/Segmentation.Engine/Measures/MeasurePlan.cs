using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Expressions;
using Segmentation.Engine.Lookups;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Measures;

/// <summary>The measures of a workspace, bound once and computed shard by shard.</summary>
public sealed class MeasurePlan
{
    private readonly Workspace _workspace;
    private readonly RowLayout? _customers;
    private readonly Expression?[] _bound;
    private readonly bool[] _binding;
    private readonly List<int> _order = [];

    private MeasurePlan(Workspace workspace)
    {
        _workspace = workspace;
        _customers = workspace.Customers is { } customers ? RowLayout.Of(customers) : null;
        _bound = new Expression?[workspace.Measures.Count];
        _binding = new bool[workspace.Measures.Count];
        RolledUp = [.. Enumerable.Range(0, Definitions.Count).Where(measure => Definitions[measure].IsRolledUp)];
    }

    /// <summary>The measures, in the order of the file.</summary>
    public IReadOnlyList<MeasureDefinition> Definitions => _workspace.Measures;

    /// <summary>The indices of the measures that are rolled up.</summary>
    public IReadOnlyList<int> RolledUp { get; }

    /// <summary>The type of a measure.</summary>
    public ColumnType Type(int measure) => _bound[measure]!.Type;

    /// <summary>A measure's expression.</summary>
    internal Expression Bound(int measure) => _bound[measure]!;

    /// <summary>Whether a measure may be null, for all that is known without data.</summary>
    public bool MayBeNull(int measure) => _bound[measure]!.MayBeNull;

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
        foreach (var measure in plan.RolledUp)
            plan.CheckRollup(measure, problems);
        return problems.Count == before ? plan : null;
    }

    /// <summary>The measures of all customers of a shard.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01.</param>
    public MeasuredShard Compute(Shard shard, int asOf) => Compute(shard, asOf, asOf);

    /// <summary>
    /// The measures as of one day with the events up to a later one, as if they had been known already: windows reach
    /// back from the earlier day, and nothing happened less than 0 days ago.
    /// </summary>
    /// <param name="shard">The shard.</param>
    /// <param name="asOf">The as-of day, in days since 1970-01-01.</param>
    /// <param name="until">The day of the last events, at least <paramref name="asOf"/>.</param>
    public MeasuredShard Compute(Shard shard, int asOf, int until)
    {
        var frame = new CustomerFrame(shard, asOf, until, _customers, Definitions.Count);
        foreach (var measure in _order)
            frame.Measure(measure, _bound[measure]!);
        var later = _workspace.Streams.Sum(stream => LaterEvents(shard.Find(stream.Name), until));
        return new MeasuredShard(shard.Ids, frame.Measures, frame.Overflows, later)
        {
            Unmapped = frame.Unknown.Of(measure => Definitions[measure].Name),
        };
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
        if (_binding[measure])
            return null;
        _binding[measure] = true;
        var scope = new CustomerScope(this, measure, problems);
        var own = new Problems();
        var expression = Expression.Bind(Definitions[measure].Value, scope, null, own);

        // Over a measure that has a problem itself there is nothing more to say: its type is not known.
        foreach (var problem in scope.IsUnsound ? [] : own.All)
            problems.Add(problem);
        foreach (var used in (expression?.References ?? []).Where(used => RolledUp.Contains(used.Slot)))
        {
            problems.Add(
                ProblemCode.RolledUpTwice, Definitions[measure].Value.At,
                $"measure '{Definitions[measure].Name}' uses '{used.Name}', which is rolled up",
                "measures of each customer alone", "what is rolled up is for schemes and results");
        }

        _order.Add(measure);
        return _bound[measure] = scope.IsUnsound ? null : expression;
    }

    private void CheckRollup(int measure, Problems problems)
    {
        var (at, name) = (Definitions[measure].Rollup!.Value, Definitions[measure].Name);
        if (_bound[measure] is { } bound && !Widening.IsNumeric(bound.Type))
            problems.Add(
                ProblemCode.WrongType, at, $"a rollup of '{name}', which is {Words.Of(bound.Type)}", "a number to sum");
        if (_customers?.Find(SourceDefinition.ParentName) is null or < 0)
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
                : LeadsBack($"measures '{plan.Definitions[self].Name}' and '{name}' use each other", name, measure);
        }

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

    /// <summary>The fields of a stream's rows.</summary>
    private sealed class StreamScope(string stream, RowLayout layout, bool hasTime, LookupTables tables) : Scope
    {
        public override LookupTables Tables => tables;

        public override IEnumerable<string> Names =>
            layout.Names.Skip(layout.FirstField).Concat(hasTime ? ["time"] : []);

        public override bool HasTime => hasTime;

        public override string What => $"fields of {stream}";

        public override Reference? Find(string name, ColumnType? wanted)
        {
            var column = layout.Find(name);
            return column < 0 || (column == layout.Day && !hasTime)
                ? null
                : new Reference(column, name, layout.Types[column]);
        }
    }
}

/// <summary>The measures of a shard.</summary>
/// <param name="Ids">The customers, sorted by code point.</param>
/// <param name="Measures">One column per measure, in the order of the file.</param>
/// <param name="Overflows">How many results did not fit their type and are null.</param>
/// <param name="LaterEvents">How many events are dated after the as-of day, and were ignored.</param>
public sealed record MeasuredShard(TextList Ids, Column[] Measures, int Overflows, long LaterEvents)
{
    /// <summary>The values that measures looked up in tables which lack them, by measure and table.</summary>
    public IReadOnlyList<UnmappedTable> Unmapped { get; init; } = [];
}
