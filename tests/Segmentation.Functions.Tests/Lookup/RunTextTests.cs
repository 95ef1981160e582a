using System.Buffers;
using System.Text;
using System.Text.Json;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>The text of a row becomes the answer that the record of it would be written as.</summary>
public sealed class RunTextTests
{
    private static readonly DateTimeOffset Published = new(2026, 6, 1, 6, 0, 12, 345, TimeSpan.Zero);
    private static readonly DateTimeOffset Before = Published.AddDays(-30);

    [Fact]
    public void Everything_that_a_row_may_hold_is_answered_as_the_record_is_written()
    {
        const string Stored =
            """{"name":"Ümläut \"& Söhne\" \uD83D\uDE00","owner":null,"segments":{"rfm":{"segment":"best","si"""
            + """nce":1,"scores":{"f":3,"m":null,"points":12.5},"entered":"2026-05-01","model":"good","held"""
            + """Until":"2026-07-01","override":{"segment":"best","reason":"a \"promise\"","author":"ana","expi"""
            + """res":"2026-08-01","conflictRuns":2}},"size":{"segment":"gone","since":2,"scores":{}}}}""";
        var set = new SetSegment("best", "a \"promise\"", "ana", new DateOnly(2026, 8, 1)) { ConflictRuns = 2 };
        var expected = new CustomerAnswer(
            "c/\"1\" 😀", "Ümläut \"& Söhne\" 😀", null, 2, new DateOnly(2026, 6, 1), Published, true,
            new Dictionary<string, SegmentAnswer>
            {
                ["rfm"] = new(
                    "best", "The best", Before,
                    new Dictionary<string, decimal?> { ["f"] = 3, ["m"] = null, ["points"] = 12.5m }, "good", set,
                    new DateOnly(2026, 7, 1))
                { Entered = new DateOnly(2026, 5, 1) },
                ["size"] = new("gone", "gone", Published, new Dictionary<string, decimal?>(), "gone", null, null),
            })
        {
            Aliases = ["c2", "c'3"],
            Measures = new Dictionary<string, object?> { ["spent"] = 10.25m, ["city"] = null },
        };
        Assert.Equal(
            JsonSerializer.Serialize(expected, Json.Options),
            Text(expected.Customer, Stored, isStale: true, expected.Aliases, expected.Measures));
    }

    [Fact]
    public void A_customer_in_no_scheme_has_no_segments()
    {
        var expected = new CustomerAnswer(
            "c1", null, "u-07", 2, new DateOnly(2026, 6, 1), Published, false, new Dictionary<string, SegmentAnswer>());
        Assert.Equal(
            JsonSerializer.Serialize(expected, Json.Options),
            Text("c1", """{"name":null,"owner":"u-07","segments":{}}""", isStale: false, [], null));
    }

    private static string Text(
        string customer, string stored, bool isStale, IReadOnlyList<string> aliases,
        IReadOnlyDictionary<string, object?>? measures)
    {
        var run = new PublishedRun(2, new DateOnly(2026, 6, 1), Published, 1, "v", ["rfm", "size"]);
        var text = new RunText(run, Some.Workspace(), [run, run with { Run = 1, PublishedAt = Before }]);
        var into = new ArrayBufferWriter<byte>();
        text.Write(into, customer, stored, isStale, aliases, measures);
        return Encoding.UTF8.GetString(into.WrittenSpan);
    }
}
