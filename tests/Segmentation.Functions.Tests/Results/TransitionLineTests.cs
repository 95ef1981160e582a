using System.Globalization;
using System.Text;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

public sealed class TransitionLineTests
{
    private static readonly RunInputs Inputs = new(6, 4, "shop", "hash", new DateOnly(2026, 6, 1), 5, "import");
    private static readonly TransitionLine Line = new(
        Some.Workspace(
            "schemes/rfm.yaml",
            Some.Grid.Replace("{ id: rest }", "{ id: rest, playbook: low-touch }", StringComparison.Ordinal),
            "playbooks/low-touch.yaml", "name: Low touch\n"), Inputs);

    [Fact]
    public void A_transition_is_a_cloud_event_on_one_line()
    {
        var transition = new Transition("C-00417", "rfm", 3, "best", "rest", Direction.Downgrade, Cause.OwnData);
        var move = new Move(
            transition,
            [new Reason("monetary", 20900m, 0.5m, 18000m, 21400.25m), new Reason("frequency", 3L, null, null, null)],
            20900m, "u-07");
        Assert.Equal(
            """{"specversion":"1.0","id":"ID","source":"/segmentation/shop","type":"segmentation.customer.transitioned.v1","subject":"C-00417","datacontenttype":"application/json","data":{"customer":"C-00417","scheme":"rfm","schemeVersion":3,"from":"best","to":"rest","direction":"downgrade","cause":"own-data","causes":["own-data"],"run":6,"sequence":118,"asOf":"2026-06-01","reasons":[{"measure":"monetary","before":20900,"after":0.5,"edgeBefore":18000,"edgeAfter":21400.25},{"measure":"frequency","before":3,"after":null,"edgeBefore":null,"edgeAfter":null}],"value":20900,"currency":"EUR","owner":"u-07","playbook":"low-touch"}}"""
                .Replace("ID", MessageId.Of(transition, 6), StringComparison.Ordinal) + "\n",
            Numbered(move, 118));
    }

    [Fact]
    public void A_customer_that_was_removed_has_neither_segment_nor_playbook_nor_value()
    {
        var transition = new Transition("é\"\n", "rfm", 3, "best", null, Direction.Removed, Cause.Removed);
        var text = Numbered(new Move(transition, [], null, null), 1);
        Assert.Contains("\"subject\":\"é\\\"\\n\"", text, StringComparison.Ordinal);
        Assert.Contains("\"to\":null,\"direction\":\"removed\",\"cause\":\"removed\"", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "\"reasons\":[],\"value\":null,\"currency\":\"EUR\",\"owner\":null,\"playbook\":null}}\n",
            text, StringComparison.Ordinal);
        Assert.Equal(text.Length - 1, text.IndexOf('\n', StringComparison.Ordinal));
    }

    [Fact]
    public void The_number_has_its_place_whatever_the_texts_say()
    {
        var transition = new Transition(
            "\"sequence\":7", "rfm", 3, "best", "rest", Direction.Downgrade, Cause.OwnData);
        var text = Numbered(new Move(transition, [], null, "\"sequence\":"), 12);
        Assert.Contains("\"run\":6,\"sequence\":12,\"asOf\":", text, StringComparison.Ordinal);
        using var message = System.Text.Json.JsonDocument.Parse(text);
        Assert.Equal("\"sequence\":7", message.RootElement.GetProperty("subject").GetString());
    }

    [Fact]
    public void First_results_are_one_line_of_sizes()
    {
        var text = Encoding.UTF8.GetString(
            Line.RunPublished(
                [new SchemeReport("rfm", 3, "grid", [new SegmentReport("best", "The best", 2, 1.5m)])],
                AttentionSummary.None));
        Assert.Contains(
            "\"type\":\"segmentation.run.published.v1\",\"subject\":\"runs/6\",\"datacontenttype\":\"application/json\",\"data\":{\"run\":6,\"asOf\":\"2026-06-01\",\"schemes\":[{\"scheme\":\"rfm\",\"version\":3,\"kind\":\"grid\",\"segments\":[{\"segment\":\"best\",\"name\":\"The best\",\"customers\":2,\"value\":1.5}]}],"
            + "\"attention\":{\"customers\":0,\"value\":null,\"stake\":null,\"byReason\":[]}}}\n",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_result_of_a_later_scheme_is_one_line_too()
    {
        var text = Encoding.UTF8.GetString(Line.SchemePublished(new SchemeReport("touch", 2, "rules", []), null));
        Assert.Contains(
            "\"type\":\"segmentation.scheme.published.v1\",\"subject\":\"touch\",\"datacontenttype\":\"application/json\",\"data\":{\"run\":6,\"asOf\":\"2026-06-01\",\"cause\":\"scheme-added\",\"scheme\":\"touch\",\"version\":2,\"previousVersion\":null,\"workspaceVersion\":\"hash\",\"segments\":[]}}\n",
            text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scheme_that_decides_otherwise_is_one_line_with_sizes_before_and_after()
    {
        var now = new SchemeReport("rfm", 3, "grid", [new SegmentReport("best", "The best", 2, 1.5m) { Unknown = 1 }]);
        var before = new SchemeReport("rfm", 2, "grid", [new SegmentReport("best", "Best", 5, null)]);
        var text = Encoding.UTF8.GetString(Line.SchemePublished(now, before));
        Assert.Contains(
            "\"cause\":\"definition-change\",\"scheme\":\"rfm\",\"version\":3,\"previousVersion\":2,\"workspaceVersion\":\"hash\",\"segments\":[{\"segment\":\"best\",\"name\":\"The best\",\"customers\":2,\"value\":1.5,\"unknown\":1,\"previousCustomers\":5,\"previousValue\":null}]}}\n",
            text, StringComparison.Ordinal);
    }

    private static string Numbered(Move move, int number)
    {
        var line = Line.Of(move);
        var at = TransitionFile.PlaceOfSequence(line);
        Assert.Equal((byte)'0', line[at]);
        return Encoding.UTF8.GetString(line.AsSpan(0, at)) + number.ToString(CultureInfo.InvariantCulture)
            + Encoding.UTF8.GetString(line.AsSpan(at + 1));
    }
}
