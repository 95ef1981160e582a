using System.Text.RegularExpressions;
using EndToEnd.Imports;
using Segmentation.Cli.Commands;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace EndToEnd.Deploy;

/// <summary><c>segment deploy</c> and <c>segment review</c>.</summary>
public sealed class DeployCommandTests
{
    [Fact]
    public async Task Definitions_are_checked_shown_and_made_live_with_a_run_and_reviews_are_recorded()
    {
        using var business = new SmallBusiness();
        business.Import(
            false, "customers.csv", "id,tier a,gold b,silver",
            "contracts.csv",
            "contract_id,customer_id,start,status,fee k1,a,2024-01-01,live,100 k2,b,2024-01-01,live,5");
        var data = business.Folder["data"];
        string[] deploy = ["deploy", "--workspace", business.Folder["workspace"], "--data", data, "--author", "ana"];
        Assert.Contains("is live already", Command.Done(deploy).Output, StringComparison.Ordinal);

        var scheme = business.Folder.Text("workspace/schemes/fee.yaml");
        business.Folder.Workspace(
            "schemes/fee.yaml", scheme.Replace("fees >= 100", "fees >= 5", StringComparison.Ordinal));
        Assert.Equal(
            "segment deploy: nobody to ask; expected a terminal, or --yes; say --yes to make the definitions live",
            Command.Fails(2, deploy));
        var shown = Command.Done([.. deploy, "--yes"]).Output;
        Assert.Single(Regex.Matches(shown, @"\[warning: version-not-raised\]"));
        var fault = await Assert.ThrowsAsync<ImportException>(() => DeployAsync(business.Folder, seen: "another"));
        Assert.EndsWith(
            " went live meanwhile; expected another, which the change was shown against; nothing was changed; "
            + "deploy again",
            fault.Message, StringComparison.Ordinal);
        Assert.Contains("definition-change", Command.Done("tail", "--data", data).Output, StringComparison.Ordinal);
        Assert.Contains("is live already", Command.Done(deploy).Output, StringComparison.Ordinal);

        Assert.Contains(
            "are still the current definitions", Command.Done("runs", "1", "--rollback", "--data", data).Output,
            StringComparison.Ordinal);
        Assert.Contains("1 customers move", Command.Done([.. deploy, "--yes"]).Output, StringComparison.Ordinal);
        Assert.Contains("is live already", Command.Done(deploy).Output, StringComparison.Ordinal);

        business.Folder.Workspace("schemes/fee.yaml", scheme.Replace("fees", "feez", StringComparison.Ordinal));
        Assert.Contains("unknown name 'feez'", Command.Fails(2, [.. deploy, "--yes"]), StringComparison.Ordinal);

        string[] review = ["review", "--data", data, "--as-of", "2026-06-01"];
        Assert.DoesNotContain("ana", Command.Done(review).Output, StringComparison.Ordinal);
        var recorded = Command.Done([.. review, "--scheme", "fee", "--author", "ana"]).Output;
        Assert.Matches(@"fee\s+2026-06-01\s+ana", recorded);
        Assert.StartsWith(
            "--scheme: unknown scheme 'fe'; ", Command.Fails(2, [.. review, "--scheme", "fe", "--author", "ana"]),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "segment review: --note without --scheme; ", Command.Fails(2, [.. review, "--note", "seen"]),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "--author: nothing; ", Command.Fails(2, [.. review, "--scheme", "fee"]), StringComparison.Ordinal);
    }

    /// <summary>Deploys an edited workspace after another version than the live one was looked at.</summary>
    private static Task<int?> DeployAsync(TempFolder folder, string seen)
    {
        var files = WorkspaceFolder.Files(folder["workspace"], "workspace").ToDictionary();
        files["schemes/fee.yaml"] = [.. files["schemes/fee.yaml"], .. "# edited\n"u8];
        var request = new DeployRequest("workspace", Options.Settings(folder["data"], null))
        {
            Author = "ana",
            Seen = seen,
        };
        return new DeployDefinitions(request, WorkspaceFolder.Read(files), TimeProvider.System)
            .RunAsync(null, TestContext.Current.CancellationToken);
    }
}
