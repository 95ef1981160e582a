using Microsoft.Extensions.Hosting;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Hosting;

/// <summary>Makes the tables before any function runs.</summary>
internal sealed class CreateTables(RunLedger runs, ImportLedger imports, RowWriter rows) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await runs.CreateAsync(cancellationToken);
        await imports.CreateAsync(cancellationToken);
        await rows.CreateAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
