using LocalRuntime.Worker.Blobs;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Tests.Worker;

public sealed class BlobAccountTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("Other")]
    public void Without_a_setting_of_the_name_there_is_no_account(string? connection) =>
        Assert.Null(BlobAccount.Open(Settings(("Watched", "UseDevelopmentStorage=true")), connection));

    [Theory]
    [InlineData("Watched", "UseDevelopmentStorage=true", "http://127.0.0.1:10000/devstoreaccount1")]
    [InlineData("Watched:accountName", "acme", "https://acme.blob.core.windows.net/")]
    [InlineData("Watched:blobServiceUri", "https://acme.example.org/", "https://acme.example.org/")]
    public void An_account_is_named_by_a_connection_string_or_an_address(string name, string value, string address)
    {
        var account = BlobAccount.Open(
            Settings((name, value), ("Watched:credential", "managedidentity"), ("Watched:clientId", "7")), "Watched");
        Assert.Equal(address, account!.Uri.AbsoluteUri);
    }

    [Theory]
    [InlineData("Watched", "AccountName=acme;AccountKey")]
    [InlineData("Watched", " ")]
    [InlineData("Watched:blobServiceUri", "acme")]
    [InlineData("Watched:queueServiceUri", "https://acme.example.org/")]
    public void A_setting_that_names_no_account_is_refused_without_showing_it(string name, string value)
    {
        var problem = Assert.Throws<StartException>(() => BlobAccount.Open(Settings((name, value)), "Watched"));
        Assert.StartsWith("setting Watched: found no storage account; expected", problem.Message);
        Assert.DoesNotContain("acme", problem.Message, StringComparison.Ordinal);
    }

    private static IConfiguration Settings(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, string? (setting) => setting.Value))
        .Build();
}
