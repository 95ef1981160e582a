using Segmentation.Cli.Commands;
using Segmentation.Cli.Init;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Runs;

namespace EndToEnd.Init;

public sealed class RawDataTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("cdnow", "cdnow")]
    [InlineData("maven_crm", "maven-crm")]
    [InlineData("ravenstack", "ravenstack")]
    [InlineData("marketing_campaign", "marketing-campaign")]
    [InlineData("mall_customers", "")]
    public void A_public_data_set_gets_a_workspace_that_lints_clean_and_runs(string set, string shipped)
    {
        var raw = RealData.Path(set);
        var init = Command.Done("init", _folder["proposed"], "--from", raw).Output.Split('\n');
        Assert.All(init.TakeWhile(line => line.Length > 0), line => Assert.True(line.Length <= 80, line));
        Command.Done("lint", "--workspace", _folder["proposed"]);
        var run = Command.Done("run", raw, "--workspace", _folder["proposed"], "--data", _folder["data"]);
        Assert.Contains(", version 1", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped scheme", run.Output, StringComparison.Ordinal);
        var proposal = Proposal.Of(raw);
        output.WriteLine($"{set}: {ProposalCount.Of(proposal)}");
        if (shipped.Length == 0)
            return;
        var found = Told(proposal);
        foreach (var (file, header, role) in Shipped(shipped, raw))
        {
            var mine = found.GetValueOrDefault((file, header), "not told");
            output.WriteLine($"{set}: {file}: {header}: shipped {role}, told {mine}");
            if (role is "id" or "customer" or "key" or "via" or "time" or "amount")
                Assert.Equal(role, mine);
        }
    }

    [Theory]
    [InlineData("cdnow")]
    [InlineData("maven_crm")]
    [InlineData("ravenstack")]
    [InlineData("marketing_campaign")]
    public void The_same_files_give_the_same_bytes(string set)
    {
        var raw = RealData.Path(set);
        Command.Done("init", _folder["one/shop"], "--from", raw);
        Command.Done("init", _folder["two/shop"], "--from", raw);
        Assert.Equal(Pipeline.FilesOf(_folder["one/shop"]), Pipeline.FilesOf(_folder["two/shop"]));
    }

    /// <summary>What each column of the taken files was told to be.</summary>
    private static Dictionary<(string File, string Header), string> Told(Proposal proposal) =>
        proposal.Sources.SelectMany(source => source.Columns.Where(guess => guess.Value.Length == 0)
                .Select(guess => (source.File.Dump.Name, guess.Column.Header, Role: Role(source, guess))))
            .ToDictionary(one => (one.Name, one.Header), one => one.Role);

    private static string Role(SourcePlan source, ColumnGuess guess) =>
        source.IsTaken && !guess.IsAsked ? guess.Field : "asked";

    /// <summary>What the shipped workspace takes each column for; fields that it computes are left out.</summary>
    private static IEnumerable<(string File, string Header, string Role)> Shipped(string workspace, string raw)
    {
        var read = WorkspaceFolder.Read(Path.Combine(Options.Shipped, workspace), workspace);
        // Open and decided deals are further views of the file of deals.
        foreach (var source in read.Sources.Where(source => source.Name is not ("pipeline" or "decided")))
        {
            var file = Path.GetFileName(Directory.GetFiles(raw, source.Files[0]).Order(StringComparer.Ordinal).First());
            if (source.Customer is { } customer)
                yield return (file, customer.Names[0], source.IsCustomers ? "id" : "customer");
            if (source.Via is { } via)
                yield return (file, via.Column.Names[0], "via");
            if (source.Key is { } key)
                yield return (file, key.Names[0], "key");
            foreach (var field in source.Fields.Append(source.Time).OfType<FieldDefinition>())
            {
                if (field.Column is { } column && column.Names[0] != source.Customer?.Names[0])
                    yield return (file, column.Names[0], field.Name);
            }
        }
    }
}
