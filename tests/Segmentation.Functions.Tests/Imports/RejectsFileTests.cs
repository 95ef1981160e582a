using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Dumps;
using Segmentation.Functions.Imports;

namespace Segmentation.Functions.Tests.Imports;

public sealed class RejectsFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Only_cells_that_need_quotes_have_them()
    {
        var lines = RejectsFile.Lines("a,b.csv", [
            new Rejection(12345, "amount \"net\"", "money", "1\n2", "write it as 1.5"),
            new Rejection(7, "", "field-count", "", "")]);
        Assert.Equal(
            "\"a,b.csv\",12345,\"amount \"\"net\"\"\",money,\"1\n2\",write it as 1.5\n\"a,b.csv\",7,,field-count,,\n",
            Encoding.UTF8.GetString(lines));
    }

    [Fact]
    public void Files_of_chunks_follow_each_other_and_read_back()
    {
        Rejection[] rejections =
        [
            new(2, "day", "date", "31.02.2026", "dd-MM-yyyy"), new(3, "é", "encoding", "\r", "x\ry"),
            new(4, "a,b", "integer", "\"", "\"\""), new(5, "", "field-count", "one;two", ""),
        ];
        _folder.Data.Write("1", RejectsFile.Lines("x.csv", rejections[..1]));
        _folder.Data.Write("2", RejectsFile.Lines("x.csv", rejections[1..]));
        using var stream = new MemoryStream();
        RejectsFile.Write(stream, _folder.Data, ["1", "2"]);
        var rows = Csv.Parse(stream.ToArray());
        Assert.Equal(["file", "line", "column", "code", "value", "hint"], rows[0]);
        Assert.Equal(
            rejections.Select(r => new[] { "x.csv", $"{r.Line}", r.Column, r.Code, r.Value, r.Hint }), rows[1..]);
        _folder.Data.Write("rejects.csv", stream.ToArray());
        Assert.Equal(
            rejections.Select(r => new RejectedRow("x.csv", r.Line, r.Column, r.Code, r.Value, r.Hint)),
            RejectsFile.Read(_folder.Data, "rejects.csv"));
    }

    [Fact]
    public void Without_rejections_the_first_line_stands_alone()
    {
        using var stream = new MemoryStream();
        RejectsFile.Write(stream, _folder.Data, []);
        _folder.Data.Write("rejects.csv", stream.ToArray());
        Assert.Empty(RejectsFile.Read(_folder.Data, "rejects.csv"));
        Assert.Equal("file,line,column,code,value,hint\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void Whatever_is_rejected_reads_back() => Prop.ForAll<NonNull<string>, NonNull<string>, PositiveInt>(
        (value, hint, line) =>
        {
            // Half a surrogate pair cannot be written as UTF-8; dumps have none.
            if (!IsText(value.Get) || !IsText(hint.Get))
                return;
            var rejection = new Rejection(line.Get, hint.Get, "date", value.Get, hint.Get);
            _folder.Data.Write("lines", RejectsFile.Lines(value.Get, [rejection, rejection]));
            using var stream = new MemoryStream();
            RejectsFile.Write(stream, _folder.Data, ["lines"]);
            _folder.Data.Write("rejects.csv", stream.ToArray());
            var row = new RejectedRow(value.Get, line.Get, hint.Get, "date", value.Get, hint.Get);
            Assert.Equal([row, row], RejectsFile.Read(_folder.Data, "rejects.csv"));
        }).QuickCheckThrowOnFailure();

    private static bool IsText(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
