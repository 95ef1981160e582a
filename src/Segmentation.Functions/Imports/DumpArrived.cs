using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>Starts the import of an inbox folder when a file arrives in it.</summary>
public static class DumpArrived
{
    /// <summary>Starts <see cref="ImportDumps"/> for the file's folder, unless it is at work there.</summary>
    /// <param name="content">The file; it is not read here.</param>
    /// <param name="name">Its path inside the inbox.</param>
    /// <param name="client">Starts the import.</param>
    /// <param name="cancel">Ends the waiting.</param>
    [Function(nameof(DumpArrived))]
    public static Task RunAsync(
        [BlobTrigger("dumps/inbox/{name}", Source = BlobTriggerSource.EventGrid, Connection = Connection.Storage)]
        Stream content, string name,
        [DurableClient] DurableTaskClient client, CancellationToken cancel) =>
        Inbox.IsHidden(name) ? Task.CompletedTask : StartAsync(client, Inbox.FolderOf(name), cancel);

    /// <summary>Starts the import of an inbox folder.</summary>
    internal static Task StartAsync(DurableTaskClient client, string folder, CancellationToken cancel) =>
        StartSegmentation.OnceAsync(
            client, nameof(ImportDumps), ImportDumps.InstanceOf(folder), new ImportRequest(folder, IsInbox: true),
            cancel);
}
