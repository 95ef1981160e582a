using System.Text.Json;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

/// <summary>The moves of a run that is scored and not finished.</summary>
internal static class MovesOf
{
    /// <summary>The moves of a shard, with the reasons that their messages tell.</summary>
    public static Move[] Shard(BlobStore data, int run, int shard)
    {
        if (MoveFile.Of(data, run, shard, withMessages: true) is not { } file)
            return [];
        return [.. Enumerable.Range(0, file.Count).Select(row => Of(file, row))];
    }

    private static Move Of(MoveFile file, int row)
    {
        using var line = new MemoryStream();
        file.WriteLine(line, row, 1);
        using var message = JsonDocument.Parse(line.ToArray());
        var data = message.RootElement.GetProperty("data");
        var transition = file.Kinds[file.KindOf(row)] with { Customer = file.Customers.Text(row) };
        return new Move(
            transition, data.GetProperty("reasons").Deserialize<Reason[]>(Json.Options)!,
            data.GetProperty("value"), data.GetProperty("owner").GetString());
    }
}
