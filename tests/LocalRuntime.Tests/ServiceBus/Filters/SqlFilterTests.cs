using LocalRuntime.ServiceBus;
using LocalRuntime.ServiceBus.Filters;

namespace LocalRuntime.Tests.ServiceBus.Filters;

public sealed class SqlFilterTests
{
    private static readonly StoredMessage Message = FilteredMessage.Of(
        ("scheme", "rfm"), ("to", "at-risk"), ("owner", "it's"), ("value", 20900.5), ("run", 6L), ("sequence", 118L),
        ("flag", true), ("nothing", null), ("HR-Id", "x"), ("a]b", "y"), ("rate", 0.5f), ("exact", 1.5m),
        ("small", (byte)3), ("huge", ulong.MaxValue), ("path", "50%_off"), ("day", new DateTime(2026, 1, 2)),
        ("later", new DateTime(2026, 1, 3)), ("id", Guid.Empty), ("Like", "k"));

    [Theory]
    [InlineData("1 = 1")]
    [InlineData("scheme = 'rfm'")]
    [InlineData("SCHEME = 'rfm' and not To = 'best'")]
    [InlineData("user.scheme = 'rfm'")]
    [InlineData("User . [scheme] = 'rfm'")]
    [InlineData("\"scheme\" = 'rfm'")]
    [InlineData("[HR-Id] = 'x' AND [a]]b] = 'y' AND [Like] = 'k'")]
    [InlineData("owner = 'it''s'")]
    [InlineData("scheme <> 'RFM' AND scheme != 'touch'")]
    [InlineData("scheme > 'rf' AND scheme < 'rg' AND scheme >= 'rfm' AND scheme <= 'rfm'")]
    [InlineData("value > 20900 AND value < 20901 AND value = 20900.5 AND value = 2.09005E4")]
    [InlineData("run = 6 AND run = 6.0 AND 7 > run AND run >= 6 AND -run = -6 AND +run = 6")]
    [InlineData("rate = 0.5 AND exact = 1.5 AND exact > 1 AND small = 3 AND huge > run")]
    [InlineData("run * 2 + 1 = 13 AND (run + 1) * 2 = 14 AND run - 1 - 1 = 4")]
    [InlineData("run / 4 = 1 AND run % 4 = 2 AND run / 4.0 = 1.5 AND sequence % 10 = 8")]
    [InlineData("1.5 + exact = 3")]
    [InlineData("flag = TRUE AND flag <> FALSE AND flag IN (TRUE)")]
    [InlineData("day < later AND day = day AND id = id")]
    [InlineData("to IN ('best', 'at-risk')")]
    [InlineData("run IN (1, 6.0) AND run NOT IN (1, 2)")]
    [InlineData("run IN (missing, 6)")]
    [InlineData("to LIKE 'at-%' AND to LIKE '%risk' AND to LIKE 'at_risk' AND to LIKE '%' AND to NOT LIKE 'AT%'")]
    [InlineData("path LIKE '50\\%\\_%' ESCAPE '\\' AND path NOT LIKE '50\\_%' ESCAPE '\\'")]
    [InlineData("path LIKE '%!%%' ESCAPE '!'")]
    [InlineData("missing IS NULL AND nothing IS NULL AND scheme IS NOT NULL")]
    [InlineData("EXISTS(scheme) AND EXISTS (nothing) AND NOT EXISTS(missing) AND EXISTS(sys.To)")]
    [InlineData("NOT EXISTS(sys.ReplyTo) AND sys.CorrelationId IS NULL")]
    [InlineData("sys.Label = 'segmentation.customer.transitioned.v1' AND sys.Subject LIKE '%transitioned%'")]
    [InlineData("sys.MessageId = 'm-1' AND sys.sessionid = 'C-00417' AND sys.ContentType LIKE 'application/%'")]
    [InlineData("scheme = 'x' AND run = 1 OR run = 6")]
    [InlineData("NOT (scheme = 'x' AND missing = 1)")]
    [InlineData("run = 6 OR missing = 1")]
    [InlineData("NOT NOT run = 6")]
    [InlineData("((((run)) = 6))")]
    public void A_filter_that_is_true_passes(string filter) => Assert.True(FilteredMessage.Passes(filter, Message));

    [Theory]
    [InlineData("missing = 1")]
    [InlineData("missing + 1 > 0")]
    [InlineData("nothing = nothing")]
    [InlineData("nothing = NULL")]
    [InlineData("missing LIKE '%'")]
    [InlineData("missing IN (1)")]
    [InlineData("run IN (1, missing)")]
    [InlineData("missing = 1 AND run = 6")]
    [InlineData("missing = 1 OR run = 1")]
    [InlineData("run = '6'")]
    [InlineData("scheme > 6")]
    [InlineData("flag = 'true'")]
    [InlineData("flag = 1")]
    [InlineData("flag > FALSE")]
    [InlineData("scheme + scheme = 'rfmrfm'")]
    [InlineData("run LIKE '6'")]
    [InlineData("run / 0 = 1")]
    [InlineData("run % 0 = 1")]
    [InlineData("run + 9223372036854775807 > 0")]
    [InlineData("sys.ReplyTo = 'x'")]
    [InlineData("path LIKE '50' ESCAPE scheme")]
    public void A_filter_that_is_unknown_passes_neither_itself_nor_negated(string filter)
    {
        Assert.False(FilteredMessage.Passes(filter, Message));
        Assert.False(FilteredMessage.Passes($"NOT ({filter})", Message));
    }

    [Theory]
    [InlineData("", 1, "the end")]
    [InlineData("run =", 6, "the end")]
    [InlineData("run = AND", 7, "'AND'")]
    [InlineData("run = 1 run = 2", 9, "'run'")]
    [InlineData("(run = 1", 9, "the end")]
    [InlineData("run = 1)", 8, "')'")]
    [InlineData("run", 1, "'run'")]
    [InlineData("TRUE AND run = 1", 6, "'AND'")]
    [InlineData("run = 1 AND flag", 13, "'flag'")]
    [InlineData("NOT flag", 5, "'flag'")]
    [InlineData("(run = 1) = TRUE", 11, "'='")]
    [InlineData("run = (to = 'a')", 7, "'('")]
    [InlineData("(run = 1) + 1 = 2", 1, "'('")]
    [InlineData("run IS 5", 8, "'5'")]
    [InlineData("5 IS NULL", 1, "'5'")]
    [InlineData("run NOT 5", 9, "'5'")]
    [InlineData("run IN 5", 8, "'5'")]
    [InlineData("run IN ()", 9, "')'")]
    [InlineData("run IN (1, 2", 13, "the end")]
    [InlineData("to LIKE 'a' ESCAPE 'ab'", 20, "'ab'")]
    [InlineData("EXISTS run", 8, "'run'")]
    [InlineData("EXISTS(5)", 8, "'5'")]
    [InlineData("sys.Body = 'x'", 5, "'Body'")]
    [InlineData("other.run = 1", 1, "'other'")]
    [InlineData("newid() = 1", 1, "'newid'")]
    [InlineData("like = 1", 1, "'like'")]
    [InlineData("run == 1", 6, "'='")]
    [InlineData("run = 1; DROP", 8, "';'")]
    [InlineData("to = 'open", 6, "' that is not closed")]
    [InlineData("[to = 1", 1, "[ that is not closed")]
    [InlineData("run = 9223372036854775808", 7, "'9223372036854775808'")]
    [InlineData("@run = 1", 1, "'@'")]
    public void A_filter_outside_of_the_grammar_is_refused_with_its_column(string filter, int column, string found)
    {
        var fault = Assert.Throws<FilterException>(() => SqlFilter.Parse(filter));
        Assert.Equal(column, fault.Column);
        Assert.StartsWith($"filter: column {column}: found {found}; expected ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_has_at_most_1024_characters()
    {
        var filter = "run = 6".PadRight(SqlFilter.MostCharacters);
        Assert.True(FilteredMessage.Passes(filter, Message));
        Assert.Equal(1025, Assert.Throws<FilterException>(() => SqlFilter.Parse(filter + " ")).Column);
    }

    [Theory]
    [InlineData("(", ")", 64)]
    [InlineData("NOT ", "", 64)]
    [InlineData("- ", "", 64)]
    public void A_filter_is_at_most_64_deep(string open, string close, int most)
    {
        string Nested(int depth) =>
            string.Concat(Enumerable.Repeat(open, depth)) + "run = 6" + string.Concat(Enumerable.Repeat(close, depth));

        SqlFilter.Parse(Nested(most));
        Assert.Throws<FilterException>(() => SqlFilter.Parse(Nested(most + 1)));
    }

    [Fact]
    public void A_long_chain_of_operators_is_no_depth()
    {
        var filter = "0" + string.Concat(Enumerable.Repeat("+1", 300)) + " = 300";
        Assert.True(FilteredMessage.Passes(filter, Message));
    }
}
