using System.Text;
using Segmentation.Engine.Tracking;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

public sealed class MoveFileTests : IDisposable
{
    private static readonly RunInputs Inputs = new(6, 4, "shop", "hash", new DateOnly(2026, 6, 1), 5, "import");
    private static readonly TransitionLine Line = new(
        Some.Workspace(
            "schemes/rfm.yaml", Some.Grid,
            "schemes/touch.yaml", "scheme: touch\nversion: 1\nkind: rules\nsegments: [{ id: best, when: frequency > 1 }, { id: rest }]\n"),
        Inputs);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Moves_are_read_by_customer_and_scheme_with_messages_that_take_their_number()
    {
        Move[] moves =
        [
            Move("b", "touch", "best", "rest", 5), Move("b", "rfm", "rest", "best", 5),
            Move("B", "rfm", null, "best", null) with { Transition = Of("B", "rfm", null, "best", Cause.FirstSeen) },
            Move("é", "rfm", "best", null, -7),
            Move("a", "rfm", "best", "rest", 0) with
            {
                Transition = Of("a", "rfm", "best", "rest", "").Because([Cause.OwnData, Cause.PopulationShift])
                    with { Irregular = true },
            },
        ];
        var file = Written(moves)!;
        Assert.Equal(["B", "a", "b", "b", "é"], Enumerable.Range(0, file.Count).Select(file.Customers.Text));
        Move[] expected = [moves[2], moves[4], moves[1], moves[0], moves[3]];
        for (var row = 0; row < file.Count; row++)
        {
            var (transition, counted) = (expected[row].Transition, file.Counted(row));
            Assert.Equal(expected[row].Units, counted.Units);
            Assert.Equal(transition with { Customer = "", Parts = null }, counted.Kind with { Parts = null });
            Assert.Equal(transition.Causes, counted.Kind.Causes);
            Assert.Equal(counted.Kind, file.Kinds[file.KindOf(row)]);
            using var line = new MemoryStream();
            file.WriteLine(line, row, 9_000_000_000 + row);
            var text = Encoding.UTF8.GetString(Line.Of(expected[row]));
            Assert.Equal(
                text.Replace("\"sequence\":0,", $"\"sequence\":900000000{row},", StringComparison.Ordinal),
                Encoding.UTF8.GetString(line.ToArray()));
        }
    }

    [Fact]
    public void Nobody_may_have_moved_and_before_the_second_run_nobody_can_have()
    {
        Assert.Equal(0, Written()!.Count);
        Assert.Null(MoveFile.Of(_folder.Data, 6, 1));
    }

    [Fact]
    public void A_file_of_something_else_is_told()
    {
        _folder.Data.Write(RunWork.MovesName(6, 0), "{\"transition\":{}}\n"u8.ToArray());
        var fault = Assert.Throws<ImportException>(() => MoveFile.Of(_folder.Data, 6, 0));
        Assert.Contains("the file is damaged", fault.Message, StringComparison.Ordinal);
    }

    private static Transition Of(string customer, string scheme, string? from, string? to, string cause) =>
        new(customer, scheme, 1, from, to, Direction.Lateral, cause);

    private static Move Move(string customer, string scheme, string? from, string? to, int? units) =>
        new(Of(customer, scheme, from, to, Cause.OwnData), [], null, null) { Units = units };

    private MoveFile? Written(params Move[] moves)
    {
        _folder.Data.Write(RunWork.MovesName(6, 0), stream => MoveFile.Write(stream, moves, Line));
        return MoveFile.Of(_folder.Data, 6, 0, withMessages: true);
    }
}
