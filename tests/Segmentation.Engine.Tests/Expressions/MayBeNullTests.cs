using Segmentation.Engine.Expressions;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Expressions;

public sealed class MayBeNullTests
{
    [Theory]
    [InlineData("count(orders)", false)]
    [InlineData("count(orders.amount)", false)]
    [InlineData("sum(orders.amount)", false)]
    [InlineData("distinct(orders.amount)", false)]
    [InlineData("sum(orders.amount WHERE amount > 5 IN LAST 30 DAYS)", false)]
    [InlineData("decayed(orders.amount, 90)", false)]
    [InlineData("median(orders.amount)", true)]
    [InlineData("first(orders.amount)", true)]
    [InlineData("last(orders.time)", true)]
    [InlineData("min(orders.amount)", true)]
    [InlineData("max(orders.amount)", true)]
    [InlineData("avg(orders.amount)", true)]
    [InlineData("days_since(last(orders.time))", true)]
    [InlineData("days_since(as_of)", false)]
    [InlineData("as_of - 30", false)]
    [InlineData("field", true)]
    [InlineData("other", false)]
    [InlineData("last_amount", true)]
    [InlineData("1 + count(orders)", false)]
    [InlineData("1 + field", true)]
    [InlineData("-field", true)]
    [InlineData("count(orders) / 2", false)]
    [InlineData("count(orders) / 0", true)]
    [InlineData("count(orders) / other", true)]
    [InlineData("field IS NULL", false)]
    [InlineData("field > 3", true)]
    [InlineData("other > 3", false)]
    [InlineData("NOT other > 3", false)]
    [InlineData("other > 3 AND field > 3", true)]
    [InlineData("field BETWEEN 1 AND 3", true)]
    [InlineData("other BETWEEN 1 AND 3", false)]
    [InlineData("other BETWEEN 1 AND field", true)]
    [InlineData("other IN (1, 2)", false)]
    [InlineData("other IN (1, NULL)", true)]
    [InlineData("city LIKE 'n%'", true)]
    [InlineData("city = 'north'", true)]
    [InlineData("'north' = 'south'", false)]
    [InlineData("coalesce(field, 0)", false)]
    [InlineData("coalesce(field, last_amount)", true)]
    [InlineData("CASE WHEN field > 3 THEN 1 ELSE 0 END", false)]
    [InlineData("CASE WHEN other > 3 THEN 1 END", true)]
    [InlineData("CASE WHEN other > 3 THEN field ELSE 0 END", true)]
    [InlineData("lookup('north', 'cities')", true)]
    [InlineData("nps_band(other)", true)]
    [InlineData("csat_band(other, 7)", true)]
    [InlineData("has_part(city, 'north', ';')", true)]
    [InlineData("has_part('north; south', 'north', ';')", false)]
    [InlineData("part_count(city, ';')", true)]
    [InlineData("part_count('north; south', ';')", false)]
    [InlineData("count(orders.note SPLIT ';')", false)]
    [InlineData("mode_share(orders.note)", true)]
    [InlineData("nps(orders.amount)", true)]
    [InlineData("NULL", true)]
    public void What_may_be_null_is_known_without_data(string measure, bool mayBeNull)
    {
        var files = Definitions.With("sources.yaml", Definitions.Sources.Replace(
            "{ amount: money }", "{ amount: money, note: text }", StringComparison.Ordinal)
            + "\ncustomers: { file: c.csv, id: id, fields: { field: integer, city: text } }\n");
        files["tables/cities.csv"] = "city,country\nnorth,n\n"u8.ToArray();
        files["measures.yaml"] = System.Text.Encoding.UTF8.GetBytes(
            $"measure: \"{measure}\"\nother: count(orders)\nlast_amount: last(orders.amount)\n");
        var problems = new Problems();
        var plan = MeasurePlan.Bind(Definitions.Read(files), problems)!;
        Assert.Empty(problems.All);
        Assert.Equal(mayBeNull, plan.MayBeNull(0));
    }

    [Fact]
    public void An_expression_tells_it_by_itself()
    {
        var scope = new OneName();
        bool MayBeNull(string text) =>
            Expression.Bind(new ExpressionText(text, default), scope, null, new Problems())!.MayBeNull;

        Assert.True(MayBeNull("maybe = 'a'"));
        Assert.False(MayBeNull("always = 'a'"));
    }

    private sealed class OneName : Scope
    {
        public override IEnumerable<string> Names => ["maybe", "always"];

        public override string What => "names";

        public override Reference? Find(string name, Engine.Columns.ColumnType? wanted) =>
            new(0, name, Engine.Columns.ColumnType.Text) { MayBeNull = name == "maybe" };
    }
}
