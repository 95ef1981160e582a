using EndToEnd;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Runs;

public sealed class WorkspaceStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Before_the_first_there_is_no_current_version()
    {
        Assert.Null(Store().Current);
        Assert.StartsWith(
            "workspaces/nothing: no such workspace folder; expected ",
            Assert.Throws<DefinitionException>(() => Store().Read("nothing")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_is_kept_under_its_hash_and_reads_back()
    {
        var workspace = Some.Workspace("tables/rates.csv", "date,from,to,rate\n");
        var version = Store().Keep(workspace);
        Assert.Equal(WorkspaceFolder.Version(workspace), version);
        Assert.Equal(version, WorkspaceFolder.Version(Store().Read(version)));
        Assert.Null(Store().Current);
        Assert.Equal(
            workspace.Files.Keys.Select(name => $"data/workspaces/{version}/{name}").Order(StringComparer.Ordinal),
            _folder.Files());
    }

    [Fact]
    public void The_current_version_is_the_one_that_was_used_last()
    {
        var (one, two) = (Some.Workspace(), Some.Workspace("workspace.yaml", "name: shop\ncurrency: USD\n"));
        var store = Store();
        foreach (var version in new[] { store.Keep(one), store.Keep(two), store.Keep(one) })
        {
            store.Use(version);
            Assert.Equal(version, Store().Current);
        }
    }

    [Fact]
    public void Each_change_of_the_current_version_is_written_down_and_no_other()
    {
        var (store, at) = (Store(), DateTimeOffset.UnixEpoch);
        var (one, two) = (
            store.Keep(Some.Workspace()), store.Keep(Some.Workspace("workspace.yaml", "name: shop\ncurrency: USD\n")));
        var first = new Deployment(one, at, Deployment.Serve);
        var second = new Deployment(two, at, Deployment.Deploy) { Author = "ana", Note = "dollars" };
        store.Use(first);
        store.Use(first with { Author = "bob" });
        Assert.False(store.TryUse(second, two));
        Assert.True(store.TryUse(second, one));
        Assert.True(store.TryUse(second, one));
        Assert.Equal([first, second], Store().Deployments);
        Assert.Equal("USD", Store().Live!.Currency);
    }

    [Fact]
    public void What_a_killed_writer_left_of_a_version_is_made_whole()
    {
        var workspace = Some.Workspace();
        var version = Store().Keep(workspace);
        _folder.Data.Delete($"workspaces/{version}/workspace.yaml");
        _folder.Write($"data/workspaces/{version}/measures.yaml", "half");
        Assert.Equal(version, Store().Keep(workspace));
        Assert.Equal(version, WorkspaceFolder.Version(Store().Read(version)));
    }

    [Fact]
    public void Schemes_without_what_they_need_are_skipped_by_the_sources_of_the_base()
    {
        var store = Store();
        var version = store.Keep(Some.Workspace());
        Assert.Single(store.Plans(version, ["orders", "customers"]).Schemes);
        Assert.Empty(store.Plans(version, ["customers"]).Schemes);
        Assert.Same(store.Plans(version, ["customers", "orders"]), store.Plans(version, ["orders", "customers"]));
    }

    private WorkspaceStore Store() => new(_folder.Data, new Memo());
}
