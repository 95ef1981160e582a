using System.Globalization;
using Microsoft.AspNetCore.Http;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Reports;

/// <summary>Whose digest is asked for.</summary>
/// <param name="Run">The number or day of a run; null for the published one.</param>
/// <param name="Owner">Only of this owner of customers; null for all, unless a role is asked for.</param>
/// <param name="Role">Only of this role; null for all, unless an owner is asked for.</param>
public sealed record DigestRequest(string? Run, string? Owner, string? Role);

/// <summary>
/// Tells each owner of customers and each role what concerns them in a published run: who moved and why, who needs
/// attention and what to do, what ends soon.
/// </summary>
/// <param name="data">Where the files are.</param>
/// <param name="ledger">Which runs there are.</param>
public sealed class MakeDigest(BlobStore data, RunLedger ledger)
{
    private readonly RunStore _runs = new(data);

    /// <summary>The digest as Markdown.</summary>
    /// <exception cref="RefusedException">When there is no such run, owner or role.</exception>
    public async Task<string> OfAsync(DigestRequest asked, CancellationToken cancel)
    {
        var run = KeptRuns.Find(await new KeptRuns(data, ledger).AllAsync(cancel), "run", asked.Run).Run;
        if (!_runs.Has(run))
            throw KeptRuns.NotKept("run", run);
        var (report, workspace, names) = (_runs.Report(run), _runs.Workspace(run), new RunNames(data, run));
        var scan = OwnerScan.Of(data, _runs, run, names);
        var content = new DigestContent(
            report, workspace, scan, names, [.. AttentionFile.Read(data, AttentionFile.Name(run))],
            [.. new HeldImports(data).All().Select(held => held.Why)]);
        Document[] documents =
        [
            .. Owners(asked, scan).Select(content.OfOwner), .. Roles(asked, workspace).Select(content.OfRole),
        ];
        return MarkdownText.Of(
            string.Create(
                CultureInfo.InvariantCulture, $"{report.Workspace}: digest of run {run}, {report.AsOf:yyyy-MM-dd}"),
            documents);
    }

    private static IEnumerable<string> Owners(DigestRequest asked, OwnerScan scan)
    {
        string[] owners = [.. scan.Owners.Keys.Order(StringComparer.Ordinal)];
        if (asked.Owner is not { } wanted)
        {
            // Those without an owner are nobody's work, and come last. A business without owners has no such list.
            return asked.Role is not null ? [] : owners is [OwnerScan.Nobody] ? []
                : owners.OrderBy(owner => owner == OwnerScan.Nobody);
        }

        var known = owners.Where(owner => owner != OwnerScan.Nobody).ToArray();
        return known.Contains(wanted) ? [wanted] : throw new RefusedException(
            StatusCodes.Status404NotFound, "unknown-owner", "owner", $"nobody has the owner {Sentence.Quoted(wanted)}",
            known.Length == 0 ? "customers with owners" : "an owner of customers of the run",
            Suggestion.For(wanted, known));
    }

    private static IEnumerable<Role> Roles(DigestRequest asked, Workspace workspace)
    {
        if (asked.Role is not { } wanted)
            return asked.Owner is null ? Role.Usual(workspace) : [];
        var roles = Role.All(workspace);
        string[] names = [.. roles.Select(role => role.Name)];
        return roles.FirstOrDefault(role => role.Is(wanted)) is { } role ? [role] : throw new RefusedException(
            StatusCodes.Status404NotFound, "unknown-role", "role", $"nobody is {Sentence.Quoted(wanted)}",
            names.Length == 0 ? "owners in workspace.yaml" : $"one of {string.Join(", ", names)}",
            Suggestion.For(wanted, names));
    }
}
