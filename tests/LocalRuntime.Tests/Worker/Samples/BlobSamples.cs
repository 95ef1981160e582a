using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Tests.Worker.Samples;

public sealed record Seen(string Function, string Name, string Content);

public sealed class StreamOfBlob(Recorder recorder)
{
    [Function("stream")]
    public async Task RunAsync(
        [BlobTrigger("dumps/inbox/{name}", Source = BlobTriggerSource.EventGrid, Connection = "Watched")] Stream blob,
        string name,
        CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(blob);
        recorder.Say(new Seen("stream", name, await reader.ReadToEndAsync(cancellationToken)));
    }
}

public sealed class BlobAsOthers(Recorder recorder)
{
    [Function("text")]
    public void Text(
        [BlobTrigger("text/{name}.{ext}", Connection = "Watched")] string blob, string name, string ext) =>
        recorder.Say(new Seen("text", name + "|" + ext, blob));

    [Function("bytes")]
    public void Bytes(
        [BlobTrigger("%Container%/{day}/{name}", Connection = "Watched")] byte[] blob, DateOnly day, string name) =>
        recorder.Say(new Seen("bytes", $"{day:yyyy-MM-dd}|{name}", $"{blob.Length}"));

    [Function("binary")]
    public void Binary([BlobTrigger("binary/{number}", Connection = "Watched")] BinaryData blob, int number) =>
        recorder.Say(new Seen("binary", $"{number}", blob.ToString()));
}

public sealed class BlobFails(Recorder recorder)
{
    [Function("fails")]
    public void Run([BlobTrigger("dumps/{name}", Connection = "Watched")] Stream blob, string name)
    {
        recorder.Say(new Seen("fails", name, $"{blob.Length}"));
        throw new InvalidDataException("as it must");
    }
}

public sealed class BlobWaits(Recorder recorder, Gate gate)
{
    [Function("waits")]
    public async Task RunAsync(
        [BlobTrigger("dumps/{name}", Connection = "Watched")] Stream blob, string name,
        CancellationToken cancellationToken)
    {
        recorder.Say(new Seen("waits", name, $"{blob.Length}"));
        await gate.PassAsync(cancellationToken);
    }
}
