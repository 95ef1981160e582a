using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Tests.Expressions;

public sealed class ExpressionProperties
{
    // FsCheck prints the seed of a failure.
    private static readonly Arbitrary<int> Seeds = Gen.Choose(0, int.MaxValue).ToArbitrary();

    [Fact]
    public void Columns_have_the_values_that_scalar_code_has() =>
        Prop.ForAll(Seeds, seed =>
        {
            var samples = new Samples(seed);
            foreach (var type in Enum.GetValues<ColumnType>())
            {
                var sample = samples.Next(type);
                var column = samples.Table.Bound(sample.Text, type).Evaluate(samples.Table);
                Assert.Equal(type, column.Type);
                var expected = Enumerable.Range(0, column.Count).Select(sample.Value).ToArray();
                Assert.True(
                    expected.SequenceEqual(Table.Boxed(column)),
                    $"{sample.Text}: expected {Line(expected)}; found {Line(Table.Boxed(column))}");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Evaluation_never_changes_the_columns_of_the_frame() =>
        Prop.ForAll(Seeds, seed =>
        {
            var samples = new Samples(seed);
            var before = AllCells(samples.Table);
            samples.Table.Bound(samples.Next(ColumnType.Boolean).Text).Evaluate(samples.Table);
            Assert.Equal(before, AllCells(samples.Table));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Numbers_of_different_types_compare_as_their_wider_type() =>
        Prop.ForAll(Seeds, seed =>
        {
            var table = new Samples(seed).Table;
            Assert.Equal(table.Values("i0 < m0"), table.Values("m0 > i0"));
            Assert.Equal(table.Values("i0 < m0"), table.Values("NOT (i0 >= m0)"));
            Assert.Equal(table.Values("m0 <= x0"), table.Values("x0 >= m0"));
            Assert.Equal(table.Values("x0 BETWEEN i0 AND m0"), table.Values("i0 <= x0 AND x0 <= m0"));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static object?[] AllCells(Table table) =>
        [.. Enumerable.Range(0, 12).SelectMany(slot => Table.Boxed(table.Column(slot)))];

    private static string Line(object?[] values) => string.Join(' ', values.Select(value => value ?? "-"));
}
