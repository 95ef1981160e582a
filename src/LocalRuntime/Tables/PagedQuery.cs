using System.Runtime.CompilerServices;
using Azure;

namespace LocalRuntime.Tables;

/// <summary>The pages of a query, read when they are asked for.</summary>
/// <typeparam name="T">The items.</typeparam>
internal sealed class PagedQuery<T> : AsyncPageable<T>
    where T : notnull
{
    private readonly Func<PageRequest, CancellationToken, Task<Page<T>>> _read;
    private readonly PageRequest _first;

    /// <summary>Prepares a query.</summary>
    /// <param name="read">Reads a page.</param>
    /// <param name="first">What the first page is asked for.</param>
    /// <param name="cancellation">Ends the query.</param>
    public PagedQuery(
        Func<PageRequest, CancellationToken, Task<Page<T>>> read, PageRequest first, CancellationToken cancellation)
        : base(cancellation)
    {
        _read = read;
        _first = first;
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null) =>
        PagesAsync(_first with { Token = continuationToken, Most = pageSizeHint ?? _first.Most }, CancellationToken);

    private async IAsyncEnumerable<Page<T>> PagesAsync(
        PageRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            var page = await _read(request, cancellation).ConfigureAwait(false);
            yield return page;
            request = request with { Token = page.ContinuationToken };
        }
        while (request.Token is not null);
    }
}
