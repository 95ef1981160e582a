using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Base;
using Segmentation.Engine.Columns;
using Segmentation.Engine.Dumps;
using Segmentation.Engine.Identities;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Identities;

/// <summary>Who is found to be one customer, and who is not.</summary>
public sealed class MatchSearchTests
{
    private const string Sources = """
        customers:
          file: c.csv
          id: id
          name: name
          parent: parent
          keys: { tax: tax }
          fields: { email: text, country: text }
          match: [email, keys.tax]
          match_at_most: 3
        """;

    private static readonly SourceDefinition Customers = Definition();

    private static readonly IReadOnlySet<IdPair> NoSplits = new HashSet<IdPair>();

    [Fact]
    public void Customers_who_share_any_value_are_one_under_the_smallest_id()
    {
        var found = Find(
        [
            new("c3") { Email = "A@x.org" }, new("c1") { Email = "a@x.org ", Tax = "77 77" },
            new("c2") { Tax = "7777" },
        ]);
        var group = Assert.Single(found.Identity.Groups);
        Assert.Equal(("c1", "c2 c3", "email keys.tax"),
            (group.Canonical, string.Join(' ', group.Aliases), string.Join(' ', group.By)));
    }

    [Fact]
    public void A_group_keeps_its_id()
    {
        var before = new Identity([new MergedGroup("c2", ["c3"], ["email"])]);
        var found = Find([new("c1") { Tax = "7777" }, new("c2") { Tax = "7777" }, new("c3") { Tax = "7777" }], before);
        Assert.Equal("c2", Assert.Single(found.Identity.Groups).Canonical);
    }

    [Fact]
    public void What_more_share_than_may_merges_nobody_and_is_counted()
    {
        var found = Find([.. Enumerable.Range(1, 4).Select(i => new Row($"c{i}") { Email = "info@x.org" })]);
        Assert.Equal((0, 1, 0), (found.Identity.Groups.Count, found.SharedValues, found.KeptApart));
    }

    [Fact]
    public void A_customer_and_those_above_it_stay_apart()
    {
        var found = Find(
            [new("c1") { Tax = "7777" }, new("c2") { Parent = "c1" }, new("c3") { Parent = "c2", Tax = "7777" }]);
        Assert.Equal((0, 1), (found.Identity.Groups.Count, found.KeptApart));
    }

    [Fact]
    public void Members_of_a_family_under_different_parents_stay_apart_and_those_under_one_do_not()
    {
        Row[] family = [new("t"), new("p1") { Parent = "t" }, new("p2") { Parent = "t" }];
        var child = new Row("a") { Parent = "p1", Tax = "7777" };
        var found = Find([.. family, child, new("b") { Parent = "p2", Tax = "7777" }]);
        Assert.Equal((0, 1), (found.Identity.Groups.Count, found.KeptApart));
        found = Find([.. family, child, child with { Id = "b" }]);
        Assert.Equal((1, 0), (found.Identity.Groups.Count, found.KeptApart));
    }

    [Fact]
    public void Parents_that_lead_in_a_circle_end()
    {
        var found = Find(
            [new("a") { Parent = "b", Tax = "7777" }, new("b") { Parent = "a" }, new("c") { Tax = "7777" }]);
        Assert.Equal("a", Assert.Single(found.Identity.Groups).Canonical);
    }

    [Fact]
    public void What_a_person_split_is_not_joined_by_a_third_either()
    {
        var split = new HashSet<IdPair> { IdPair.Of("c2", "c1") };
        var found = Find(
            [new("c1") { Tax = "7777" }, new("c2") { Tax = "7777" }, new("c3") { Tax = "7777" }], split: split);
        var group = Assert.Single(found.Identity.Groups);
        Assert.Equal(("c1", "c3"), (group.Canonical, Assert.Single(group.Aliases)));
    }

    [Fact]
    public void Names_that_are_nearly_the_same_are_told_and_not_merged()
    {
        var found = Find(
        [
            new("c1") { Name = "Acme", Country = "DE" }, new("c2") { Name = "ACME Corp." },
            new("c3") { Name = "Acme Ltd", Country = "FR" },
        ]);
        Assert.Empty(found.Identity.Groups);
        Assert.Equal([new IdPair("c1", "c2"), new IdPair("c2", "c3")], found.Near);
    }

    [Fact]
    public void Neither_the_order_of_rows_nor_the_number_of_shards_matters_and_groups_share_nobody() => Prop.ForAll(
        Gen.Choose(0, 5).ArrayOf(24).ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (draws, shards) =>
        {
            Row[] rows =
            [
                .. draws.Chunk(3).Select((draw, i) => new Row($"c{i}")
                {
                    Email = draw[0] == 0 ? null : $"m{draw[0]}@x.org",
                    Tax = draw[1] == 0 ? null : $"000{draw[1]}",
                    Parent = draw[2] < 4 ? null : $"c{draw[2]}",
                }),
            ];
            var (one, other) = (Find(rows), Find([.. rows.Reverse()], shards: shards));
            string[] ids = [.. one.Identity.Groups.SelectMany(group => group.Aliases.Append(group.Canonical))];
            return one.Identity.IsSame(other.Identity) && one.Near.SequenceEqual(other.Near)
                && (one.KeptApart, one.SharedValues) == (other.KeptApart, other.SharedValues)
                && ids.Distinct().Count() == ids.Length;
        }).QuickCheckThrowOnFailure();

    private static Matches Find(
        Row[] rows, Identity? before = null, IReadOnlySet<IdPair>? split = null, int shards = 2)
    {
        var layout = RowLayout.Of(Customers);
        Table[] tables =
        [
            .. Enumerable.Range(0, shards).Select(shard => Table(
                layout, [.. rows.Where(row => StableHash.Shard(
                    StableHash.Of(System.Text.Encoding.UTF8.GetBytes(row.Id)), shards) == shard)])),
        ];
        return new MatchSearch(layout, Customers.Match!, tables, parallelism: 2)
            .Find(before ?? Identity.None, split ?? NoSplits);
    }

    private static Table Table(RowLayout layout, Row[] rows)
    {
        Column Values(string name) => name switch
        {
            "email" => Texts([.. rows.Select(row => row.Email)]),
            "key_tax" => Texts([.. rows.Select(row => row.Tax)]),
            "parent" => Texts([.. rows.Select(row => row.Parent)]),
            "name" => Texts([.. rows.Select(row => row.Name)]),
            "country" => Texts([.. rows.Select(row => row.Country)]),
            _ => Column.Nulls(ColumnType.Boolean, rows.Length),
        };
        var order = new IntegerColumn([.. rows.Select((_, i) => (long)i)]);
        return TableMerge.Merge(
            layout, [new Rows(Texts([.. rows.Select(row => row.Id)]), order, [.. layout.Names.Select(Values)])],
            TimeZoneInfo.Utc);
    }

    private static SourceDefinition Definition()
    {
        var files = Definitions.With("sources.yaml", Sources);
        files["measures.yaml"] = "here: 1\n"u8.ToArray();
        return Definitions.Read(files).Customers!;
    }

    private static TextColumn Texts(params string?[] values) => Expressions.Table.Texts(values);

    private sealed record Row(string Id)
    {
        public string? Email { get; init; }

        public string? Tax { get; init; }

        public string? Parent { get; init; }

        public string? Name { get; init; }

        public string? Country { get; init; }
    }
}
