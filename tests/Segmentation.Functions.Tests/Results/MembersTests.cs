using System.Text;
using System.Text.Json;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Results;

public sealed class MembersTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_segment_has_its_members_over_all_shards_in_order()
    {
        var plans = Plans.Bind(Some.Workspace());
        var data = _folder.Data;
        ShardSummary[] shards =
        [
            Scored.Summary(plans, Scored.Shard(("a\"b", "best", 1), ("c\\", "rest", 1), ("é😀", "best", 1))),
            Scored.Summary(plans, Scored.Shard(("\u0001\n", "best", 1), ("d</e>&'+", "best", 1))),
        ];
        Members.Write(data, 7, plans, shards, GlobalOrder.Of([.. shards.Select(s => s.Ids)]));
        string Text(string segment) => Encoding.UTF8.GetString(data.Read($"runs/7/members/rfm/{segment}"));
        Assert.Equal("\"\\u0001\\n\"\n\"a\\\"b\"\n\"d</e>&'+\"\n\"é\\uD83D\\uDE00\"\n", Text("best"));
        Assert.Equal("\"c\\\\\"\n", Text("rest"));
        Assert.Equal(("", ""), (Text("good"), Text("prospect")));
        Assert.Equal(
            ["\u0001\n", "a\"b", "d</e>&'+", "é😀"],
            Text("best").TrimEnd('\n').Split('\n').Select(line => JsonSerializer.Deserialize<string>(line)));
    }

    [Fact]
    public void Many_members_are_all_written()
    {
        var plans = Plans.Bind(Some.Workspace());
        string[] ids = [.. Enumerable.Range(0, 20_000).Select(i => $"customer-{i:D6}")];
        ShardSummary[] shards = [
            Scored.Summary(plans, Scored.Shard([.. ids.Select(id => (id, "good", 0m))]))];
        Members.Write(_folder.Data, 1, plans, shards, GlobalOrder.Of([shards[0].Ids]));
        Assert.Equal(
            string.Concat(ids.Select(id => $"\"{id}\"\n")),
            Encoding.UTF8.GetString(_folder.Data.Read("runs/1/members/rfm/good")));
    }
}
