using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reads;

/// <summary>Writes the counts of reads every five minutes, and forgets those that are too old.</summary>
public sealed class WriteReads(ReadBook book, ReadLedger ledger, TimeProvider time)
{
    /// <summary>Writes what was counted since the last time.</summary>
    [Function(nameof(WriteReads))]
    public async Task RunAsync(
        [TimerTrigger("0 */5 * * * *", RunOnStartup = true)] TimerInfo timer, CancellationToken cancel)
    {
        var today = Days.At(time.GetUtcNow(), TimeZoneInfo.Utc);
        await ledger.BeginAsync(today, cancel);
        await book.WriteAsync(cancel);
        await ledger.ForgetBeforeAsync(today.AddDays(-ReadLedger.DaysKept), cancel);
    }
}

/// <summary>Writes the last counts when the app ends.</summary>
internal sealed class WriteLastReads(ReadBook book) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => book.WriteAsync(cancellationToken);
}
