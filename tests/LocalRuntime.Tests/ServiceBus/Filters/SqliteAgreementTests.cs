using FsCheck;
using FsCheck.Fluent;
using LocalRuntime.ServiceBus.Filters;
using Microsoft.Data.Sqlite;

namespace LocalRuntime.Tests.ServiceBus.Filters;

/// <summary>What filters have in common with SQL, SQLite judges: three-valued logic, precedence, LIKE, arithmetic.</summary>
public sealed class SqliteAgreementTests : IDisposable
{
    private readonly SqliteConnection _sqlite = new("Data Source=:memory:");

    public SqliteAgreementTests()
    {
        _sqlite.Open();
        using var command = _sqlite.CreateCommand();
        command.CommandText = "PRAGMA case_sensitive_like = ON";
        command.ExecuteNonQuery();
    }

    public void Dispose() => _sqlite.Dispose();

    [Fact]
    public void Filters_and_sqlite_agree()
    {
        var cases = from filter in Filters.Predicate(3) from values in Values select (filter, values);
        var config = Config.QuickThrowOnFailure.WithMaxTest(3_000);
        Check.One(config, Prop.ForAll(cases.ToArbitrary(), c => Agree(c.filter, c.values)));
    }

    private static Gen<(string? S, string? T, long? N, long? M, double? D, bool? B)> Values =>
        from s in Gen.Elements(null, "", "a", "ab", "B", "a%b", "a_b", "it's", "é")
        from t in Gen.Elements(null, "a", "b%", "_")
        from n in Gen.Elements<long?>(null, -3, 0, 1, 2, 7)
        from m in Gen.Elements<long?>(null, 0, 2, 5)
        from d in Gen.Elements<double?>(null, -1.5, 0, 0.25, 2)
        from b in Gen.Elements<bool?>(null, true, false)
        select (s, t, n, m, d, b);

    private void Agree(string filter, (string? S, string? T, long? N, long? M, double? D, bool? B) values)
    {
        (string, object?)[] properties =
            [("s", values.S), ("t", values.T), ("n", values.N), ("m", values.M), ("d", values.D), ("b", values.B)];
        var message = FilteredMessage.Of([.. properties.Where(p => p.Item2 is not null)]);
        using var command = _sqlite.CreateCommand();
        foreach (var (name, value) in properties)
            command.Parameters.AddWithValue($"${name}", value ?? DBNull.Value);
        // The one thing that SQLite writes otherwise.
        var sql = filter.Replace("EXISTS(", "NULL IS NOT (", StringComparison.Ordinal);
        command.CommandText = $"SELECT {sql} FROM (SELECT $s AS s, $t AS t, $n AS n, $m AS m, $d AS d, $b AS b) AS user";
        bool? expected = command.ExecuteScalar() is long truth ? truth != 0 : null;
        var parsed = SqlFilter.Parse(filter);
        var negated = SqlFilter.Parse($"NOT ({filter})");
        Assert.Equal((expected == true, expected == false), (parsed.Passes(message), negated.Passes(message)));
    }

    /// <summary>Filters that SQLite reads as well.</summary>
    private static class Filters
    {
        private static Gen<string> Text => Gen.Elements(
            "s", "t", "user.s", "[t]", "\"s\"", "'a'", "'ab'", "'it''s'", "'%'", "'a%'", "'_b'", "'a!%b'", "'!'", "NULL");

        private static Gen<string> Whole => Gen.Elements("n", "m", "user.n", "0", "1", "2", "7", "-n", "- 3");

        private static Gen<string> Flag => Gen.Elements("b", "TRUE", "FALSE");

        private static Gen<string> Sign => Gen.Elements("=", "<>", "!=", "<", "<=", ">", ">=");

        public static Gen<string> Predicate(int depth)
        {
            if (depth == 0)
                return Leaf;
            var inner = Predicate(depth - 1);
            return Gen.OneOf(
                Leaf,
                from left in inner from right in inner from word in Gen.Elements("AND", "OR") select $"{left} {word} {right}",
                from predicate in inner select $"NOT {predicate}",
                from predicate in inner select $"({predicate})");
        }

        private static Gen<string> Leaf => Gen.OneOf(
            from left in Text from sign in Sign from right in Text select $"{left} {sign} {right}",
            from left in Number(2) from sign in Sign from right in Number(1) select $"{left} {sign} {right}",
            from left in Flag from sign in Gen.Elements("=", "<>") from right in Flag select $"{left} {sign} {right}",
            from left in Text from not in Negation from a in Text from b in Text select $"{left} {not}IN ({a}, {b})",
            from left in Whole from not in Negation from a in Number(1) select $"{left} {not}IN ({a}, m, 2)",
            from left in Text
            from not in Negation
            from right in Text
            from escape in Gen.Elements("", " ESCAPE '!'")
            select $"{left} {not}LIKE {right}{escape}",
            from name in Gen.Elements("s", "n", "user.d") from not in Negation select $"{name} IS {not}NULL",
            from name in Gen.Elements("t", "m", "b") select $"EXISTS({name})");

        private static Gen<string> Negation => Gen.Elements("", "NOT ");

        private static Gen<string> Number(int depth)
        {
            var leaf = Gen.OneOf(Whole, Gen.Elements("d", "0.25", "1.5E0"));
            if (depth == 0)
                return leaf;
            var inner = Number(depth - 1);
            return Gen.OneOf(
                leaf,
                from left in inner
                from sign in Gen.Elements("+", "-", "*")
                from right in inner
                select $"{left} {sign} {right}",
                from left in Whole
                from sign in Gen.Elements("/", "%")
                from right in Whole
                select $"({left} {sign} {right})",
                from left in inner select $"({left})");
        }
    }
}
