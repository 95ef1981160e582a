using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Columns;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>An owner, and how many customers it has.</summary>
/// <param name="Owner">The owner.</param>
/// <param name="Customers">How many customers it has.</param>
public sealed record OwnerCount(string Owner, int Customers);

/// <summary>The owners of the customers of a run.</summary>
/// <param name="Run">The published run; 0 before the first.</param>
/// <param name="Items">All owners, by name.</param>
/// <param name="Next">Always null: they are one page.</param>
public sealed record OwnerList(int Run, IReadOnlyList<OwnerCount> Items, string? Next);

/// <summary>Lists whose customers there are, so that a list can be shown for one of them.</summary>
public sealed class ListOwners(RunStore files, PublishedRuns runs, CustomerDirectories directories)
{
    /// <summary>The owners of the customers of the published run.</summary>
    [Function("ListOwners")]
    [Operation("The owners of the published run's customers, each with the number of its customers")]
    [Answers(200, typeof(OwnerList), "all owners, by name; none before the first run", HasETag = true)]
    [Answers(304, null, "the answer to this ETag has not changed")]
    public async Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "owners")] HttpRequest request,
        CancellationToken cancel)
    {
        var run = (await runs.PointerAsync(cancel)).Published;
        return Answers.Ok(
            request, run, new OwnerList(run, run == 0 || !files.Has(run) ? [] : In(directories.Of(run)), null));
    }

    /// <summary>The owners of a directory, by name; an alias is no customer of its own.</summary>
    internal static IReadOnlyList<OwnerCount> In(CustomerDirectory directory)
    {
        var owners = directory.Owners;
        var customers = new int[owners.Texts.Count];
        for (var row = 0; row < owners.Codes.Length; row++)
        {
            if (owners.Codes[row] is var code && code != TextColumn.Null && !directory.Aliases.ContainsKey(row))
                customers[code]++;
        }

        return
        [
            .. Enumerable.Range(0, customers.Length).Where(code => customers[code] > 0)
                .Select(code => new OwnerCount(owners.Texts.Text(code), customers[code])),
        ];
    }
}
