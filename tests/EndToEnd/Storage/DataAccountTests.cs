using Azurite;
using EndToEnd.Serve;
using Segmentation.Cli.Commands;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;

namespace EndToEnd.Storage;

/// <summary>A data folder works on one account, or on none.</summary>
public sealed class DataAccountTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public DataAccountTests()
    {
        if (AzuriteServer.Missing is { } why)
            Assert.Skip(why);
        Shop.Workspace(_folder);
        _folder.Write($"in/{Shop.OrdersFile}", Shop.Orders("2024-01-20", 10, "a", "b"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Another_account_and_none_are_refused_by_every_command()
    {
        var account = AzuriteServer.Shared.NewAccount();
        Assert.Equal(0, Run("run", "--storage", account).Code);
        Assert.Equal(0, Run("run", "--storage", account).Code);
        foreach (var more in new[] { Array.Empty<string>(), ["--storage", AzuriteServer.Shared.NewAccount()] })
        {
            AssertRefused(Run("run", more), "name that account with --storage");
            AssertRefused(Command.Run(["runs", "--data", _folder["data"], .. more]), "name that account with --storage");
        }
    }

    [Fact]
    public void A_folder_that_holds_its_own_data_takes_no_account()
    {
        Assert.Equal(0, Run("run").Code);
        AssertRefused(Run("run", "--storage", AzuriteServer.Shared.NewAccount()), "leave --storage");
    }

    [Fact]
    public void Two_folders_do_not_work_on_one_account_at_once()
    {
        var account = AzuriteServer.Shared.NewAccount();
        Assert.Equal(0, Run("run", "--storage", account).Code);
        var files = (DataContainers)Clients.Files(Options.Settings("unused", account));
        using (files.TryHold("another folder", TimeProvider.System))
        {
            var before = Pipeline.FilesOf(files, "workspaces");
            AssertRefused(Run("run", "--storage", account), "end that process");
            // Whoever is refused leaves the definitions as they are.
            AssertRefused(
                EndToEnd.Command.Run(
                    "serve", "--port", "0", "--data", _folder["new"], "--workspace", "cdnow", "--storage", account),
                "end that process");
            Assert.Equal(before, Pipeline.FilesOf(files, "workspaces"));
            Assert.False(File.Exists(_folder["new/account.txt"]));
        }

        Assert.Equal(0, Run("run", "--storage", account).Code);
    }

    private static void AssertRefused(Command result, string advice)
    {
        Assert.Equal(2, result.Code);
        Assert.Contains(advice, Assert.Single(result.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("AccountKey", result.Error, StringComparison.Ordinal);
    }

    private Command Run(string command, params string[] more) => EndToEnd.Command.Run(
        [command, _folder["in"], "--workspace", _folder["workspace"], "--data", _folder["data"], .. more]);
}
