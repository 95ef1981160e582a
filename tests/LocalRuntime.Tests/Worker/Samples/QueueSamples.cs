using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.Tests.Worker.Samples;

public sealed class QueueReader(Recorder recorder)
{
    [Function("reader")]
    public void Run(
        [QueueTrigger("%Queue%", Connection = "Watched")] string message, FunctionContext context,
        [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) => recorder.Say(message);
}

public sealed class QueueFails(Recorder recorder)
{
    [Function("fails")]
    public void Run([QueueTrigger("letters")] string message)
    {
        recorder.Say(message);
        throw new InvalidDataException("as it must");
    }
}

public sealed class QueueWaits(Recorder recorder, Gate gate)
{
    [Function("waits")]
    public async Task RunAsync([QueueTrigger("letters")] string message, CancellationToken cancellationToken)
    {
        recorder.Say(message);
        await gate.PassAsync(cancellationToken);
    }
}

public sealed class PoisonReader(Recorder recorder)
{
    [Function("poison")]
    public void Run([QueueTrigger("webjobs-blobtrigger-poison")] string message) => recorder.Say(message);
}
