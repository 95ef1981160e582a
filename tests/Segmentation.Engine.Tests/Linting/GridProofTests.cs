using Segmentation.Engine.Linting;
using Segmentation.Engine.Tests.Schemes;

namespace Segmentation.Engine.Tests.Linting;

public sealed class GridProofTests
{
    [Fact]
    public void Every_cell_belongs_to_the_first_segment_whose_condition_holds()
    {
        var proof = Of("{ id: top, when: s = 3 AND n = 2 }, { id: middle, when: s >= 2 }, { id: rest }")!;
        Assert.Equal(("one", 6), (proof.Scheme, proof.Cells));
        Assert.Equal([new CellCount("top", 1), new CellCount("middle", 3), new CellCount("rest", 2)], proof.Segments);
    }

    [Fact]
    public void A_score_that_no_condition_reads_multiplies_the_cells()
    {
        var proof = Of("{ id: top, when: s + 0 = 3 }, { id: rest }")!;
        Assert.Equal([new CellCount("top", 2), new CellCount("rest", 4)], proof.Segments);
    }

    [Fact]
    public void Conditions_over_more_than_scores_are_not_proved_and_other_kinds_have_no_cells()
    {
        var proof = Of("{ id: top, when: s = 3 AND arr > 5 }, { id: rest }")!;
        Assert.Equal(["arr"], proof.Beyond);
        Assert.Empty(proof.Segments);
        Assert.Null(GridProof.Of(Account.Bind("""
            scheme: one
            version: 1
            kind: rules
            segments: [{ id: yes, when: arr > 5 }, { id: no }]
            """).Schemes[0]));
    }

    [Fact]
    public void Too_many_cells_are_counted_and_not_tried()
    {
        var proof = Of("{ id: top, when: s = 3 }, { id: rest }", 100, 100, 100)!;
        Assert.Equal((1_000_000, 0, 0), (proof.Cells, proof.Segments.Count, proof.Beyond.Count));
    }

    private static GridProof? Of(string segments, int seats = 3, int nps = 2, int arr = 0) =>
        GridProof.Of(Account.Bind($$"""
            scheme: one
            version: 1
            kind: grid
            scores:
              s: { of: seats, quantiles: {{seats}} }
              n: { of: nps, quantiles: {{nps}} }
              {{(arr == 0 ? "" : $"a: {{ of: arr, quantiles: {arr} }}")}}
            missing: unscored
            segments: [{{segments}}]
            """).Schemes[0]);
}
