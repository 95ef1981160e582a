using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Columns;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Measures;

/// <summary>Measures of records, such as contacts, which may lack a time.</summary>
public sealed class RecordTests
{
    private const string Timeless = """
        streams:
          contacts:
            file: "*"
            belongs_to: company
            key: id
            fields: { role: text, seats: { column: seats, type: integer, optional: true } }
          notes: { file: "*", via: { column: contact, stream: contacts }, fields: { text: text } }
        """;

    [Fact]
    public void Records_without_a_time_always_count_and_come_in_the_order_of_their_keys()
    {
        var measured = MeasuredDump.Of(
            Timeless, "id,company,role\n2,a,buyer\n10,a,user\n3,a,\n1,b,boss\n",
            "n: count(contacts)\nfirst: first(contacts.role)\nlast: last(contacts.role)\n", asOf: -1_000_000);
        Assert.Equal([[3L, 1L], ["user", "boss"], ["buyer", "boss"]], measured.Measures.Select(Arbitrary.Boxed));
        Assert.Equal(0, measured.LaterEvents);
    }

    [Fact]
    public void Of_records_with_a_time_those_without_come_first_count_on_every_day_and_are_in_no_window()
    {
        const string sources = """
            streams:
              contacts: { file: "*", belongs_to: company, key: id, time: created, fields: { role: text } }
            """;
        const string dump = "id,company,created,role\n"
            + "1,a,1970-01-03,new\n2,a,1970-01-01 10:00:00,early\n3,a,,undated\n4,a,1970-01-02,second\n5,a,,other\n";
        var measured = MeasuredDump.Of(
            sources, dump,
            "n: count(contacts)\nrecent: count(contacts IN LAST 100000 DAYS)\nfirst: first(contacts.role)\n"
            + "last: last(contacts.role)\nday: first(contacts.time)\n", asOf: 1);
        Assert.Equal([[4L], [2L], ["undated"], ["second"], [0]], measured.Measures.Select(Arbitrary.Boxed));
        Assert.Equal(1, measured.LaterEvents);
    }

    [Theory]
    [InlineData(
        "x: count(contacts IN LAST 30 DAYS)",
        "measures.yaml:1:4: IN LAST over 'contacts', whose rows have no time; "
        + "expected a stream with 'time'; give contacts a 'time' in sources.yaml")]
    [InlineData(
        "x: count(notes WHERE text = 'a' IN LAST 3 DAYS)",
        "measures.yaml:1:4: IN LAST over 'notes', whose rows have no time; "
        + "expected a stream with 'time'; give notes a 'time' in sources.yaml")]
    [InlineData(
        "x: trend(contacts.seats)",
        "measures.yaml:1:4: trend over 'contacts', whose rows have no time; "
        + "expected a stream with 'time'; give contacts a 'time' in sources.yaml")]
    [InlineData(
        "x: decayed(contacts, 30)",
        "measures.yaml:1:4: decayed over 'contacts', whose rows have no time; "
        + "expected a stream with 'time'; give contacts a 'time' in sources.yaml")]
    [InlineData(
        "x: days_since(last(contacts.time))",
        "measures.yaml:1:20: the time of 'contacts', whose rows have none; "
        + "expected a stream with 'time'; give contacts a 'time' in sources.yaml")]
    [InlineData(
        "x: count(contacts WHERE time > DATE '2026-01-01')",
        "measures.yaml:1:25: the time of 'contacts', whose rows have none; "
        + "expected a stream with 'time'; give contacts a 'time' in sources.yaml")]
    public void A_time_that_is_not_there_is_told_with_its_place(string measure, string problem)
    {
        var problems = new Problems();
        Assert.Null(MeasurePlan.Bind(MeasuredDump.WorkspaceOf(Timeless, measure), problems));
        Assert.Equal(problem, Assert.Single(problems.All).ToString());
    }
}
