namespace Segmentation.Engine.Tests.Workspaces;

public sealed class KnownSinceTests
{
    [Fact]
    public void A_field_is_known_since_a_day_or_a_date_of_its_row_or_never()
    {
        var sources = Definitions.Read("sources.yaml", """
            customers:
              file: c.csv
              id: id
              fields:
                signup: { type: date, known_since: signup }
                city: { type: text, known_since: 2026-01-31 }
                plan: text
            streams:
              orders:
                file: o.csv
                customer: id
                time: day
                fields: { amount: { type: money, known_since: time }, status: { type: text, known_since: never } }
            """).Sources;
        Assert.Equal(
            ["signup", "2026-01-31", null, "time", "never"],
            sources.SelectMany(source => source.Fields).Select(field => field.KnownSince?.ToString()));
        Assert.Equal(
            [false, false, false, true],
            sources.SelectMany(source => source.Fields).Select(field => field.KnownSince).OfType<
                Segmentation.Engine.Workspaces.KnownSince>().Select(since => since.IsNever));
    }

    [Theory]
    [InlineData("{ city: { type: text, known_since: signup } }", "signup")]
    [InlineData("{ city: { type: text, known_since: city } }", "city")]
    [InlineData("{ city: { type: text, known_since: time } }", "time")]
    [InlineData("{ city: { type: text, known_since: 2026-13-01 } }", "2026-13-01")]
    public void What_is_no_date_of_the_row_is_told(string fields, string since) => Assert.Contains(
        $"known since '{since}', which is no date here; expected a date such as 2026-01-31, ",
        Definitions.Problem("sources.yaml", $"customers: {{ file: c.csv, id: id, fields: {fields} }}"),
        StringComparison.Ordinal);
}
