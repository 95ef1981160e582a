using Microsoft.Azure.Functions.Worker;
using Segmentation.Functions.Blobs;

namespace Segmentation.Functions.Erasure;

/// <summary>What forgets a customer in stores that only the runtime knows, such as a topic in a local file.</summary>
/// <param name="ForgetAsync">Forgets the customer of an id.</param>
public sealed record RuntimeTraces(Func<string, CancellationToken, Task> ForgetAsync);

/// <summary>
/// Ends an erasure: the runtime's own stores forget the customer, what killed previews left goes, and so does what the
/// erasure wrote down.
/// </summary>
public sealed class FinishErasure(Erasures erasures, IEnumerable<RuntimeTraces> traces)
{
    /// <summary>Ends an erasure; done again it changes nothing.</summary>
    /// <param name="hash">The hash that stands for the customer's id.</param>
    /// <param name="cancel">Ends the work.</param>
    [Function(nameof(FinishErasure))]
    public async Task RunAsync([ActivityTrigger] string hash, CancellationToken cancel)
    {
        if (erasures.Find(hash) is not { } erased)
            return;
        foreach (var trace in traces)
            await trace.ForgetAsync(erased.Customer, cancel);
        ScratchFolder.Sweep();
        erasures.Delete(hash);
    }
}
