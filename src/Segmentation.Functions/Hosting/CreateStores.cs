using Microsoft.Extensions.Hosting;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Hosting;

/// <summary>Makes containers and tables before any function runs.</summary>
internal sealed class CreateStores(
    BlobStore files, RunLedger runs, ImportLedger imports, OverrideLedger overrides, FeedbackLedger feedback,
    ReadLedger reads, RowWriter rows) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        files.Create();
        await runs.CreateAsync(cancellationToken);
        await imports.CreateAsync(cancellationToken);
        await overrides.CreateAsync(cancellationToken);
        await feedback.CreateAsync(cancellationToken);
        await reads.CreateAsync(cancellationToken);
        await rows.CreateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
