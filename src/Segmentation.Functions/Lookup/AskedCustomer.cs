using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Lookup;

/// <summary>A customer of the published run that a person says something of.</summary>
/// <param name="Run">The published run.</param>
/// <param name="Customer">The customer's id, never an alias.</param>
/// <param name="Aliases">The ids that stand for it.</param>
internal sealed record AskedCustomer(PublishedRun Run, string Customer, IReadOnlyList<string> Aliases);

/// <summary>Finds the customer and the scheme that a person says something of.</summary>
/// <param name="published">The published runs.</param>
/// <param name="find">Finds customers by id, key or name.</param>
/// <param name="workspaces">The definitions.</param>
public sealed class AskedCustomers(PublishedRuns published, FindCustomer find, WorkspaceStore workspaces)
{
    /// <summary>Whom a request is about, or why it is about nobody.</summary>
    internal async Task<(AskedCustomer? Customer, IActionResult? Problem)> OfAsync(
        HttpRequest request, string id, CancellationToken cancel)
    {
        var asked = CustomerIds.Of(request, id);
        var pointer = await published.PointerAsync(cancel);
        if (pointer.Published == 0 || published.Find(pointer.Published, asked) is null)
        {
            if (published.IsImported(asked))
                return (null, Answers.Awaiting());
            if (pointer.Published == 0)
                return (null, FindSegments.UnknownCustomer());
        }

        var match = find.Find(asked, pointer.Published);
        if (match.Id is { } customer)
        {
            return (new AskedCustomer(
                await published.GetAsync(pointer.Published, cancel), customer,
                published.Identity(pointer.Published).Aliases(customer)), null);
        }

        return (null, match.Count == 0
            ? FindSegments.UnknownCustomer(match.Suggestion)
            : Answers.Ambiguous(match));
    }

    /// <summary>The definitions of a run, with the segments that it learned.</summary>
    internal Workspace WorkspaceOf(PublishedRun run) =>
        workspaces.Read(run.WorkspaceVersion, RunStore.CalibrationName(run.Run));

    /// <summary>A scheme of a run; null when it has none of the name.</summary>
    internal SchemeDefinition? Scheme(PublishedRun run, string scheme) => run.Schemes.Contains(scheme)
        ? WorkspaceOf(run).Schemes.Single(one => one.Name == scheme)
        : null;
}
