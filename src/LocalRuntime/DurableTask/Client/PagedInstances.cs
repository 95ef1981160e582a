using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace LocalRuntime.DurableTask;

/// <summary>The orchestrations that a query asks for, page by page.</summary>
internal sealed class PagedInstances(DurableTaskStore store, OrchestrationQuery query)
    : AsyncPageable<OrchestrationMetadata>
{
    /// <inheritdoc/>
    public override IAsyncEnumerable<Page<OrchestrationMetadata>> AsPages(
        string? continuationToken = default, int? pageSizeHint = default) =>
        PagesAsync(After(continuationToken ?? query.ContinuationToken), pageSizeHint ?? query.PageSize);

    // Nothing here waits; the store is on this machine.
#pragma warning disable CS1998
    private async IAsyncEnumerable<Page<OrchestrationMetadata>> PagesAsync(
        long after, int size, [EnumeratorCancellation] CancellationToken cancellation = default)
#pragma warning restore CS1998
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        var filter = new InstanceFilter(query.CreatedFrom, query.CreatedTo, [.. query.Statuses ?? []])
        {
            Prefix = query.InstanceIdPrefix,
        };
        List<(long Key, OrchestrationMetadata Metadata)> found;
        do
        {
            cancellation.ThrowIfCancellationRequested();
            found = store.List(filter, after, size, query.FetchInputsAndOutputs);
            after = found.Count == 0 ? after : found[^1].Key;
            string? next = found.Count < size ? null : after.ToString(CultureInfo.InvariantCulture);
            yield return new([.. found.Select(one => one.Metadata)], next);
        }
        while (found.Count == size);
    }

    private static long After(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return 0;
        return long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out long key)
            ? key
            : throw new ArgumentException(
                $"Continuation token: found '{token}'; expected the token of a page before.", nameof(token));
    }
}
