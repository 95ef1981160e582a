using Azure.Data.Tables;
using Azurite;

namespace LocalRuntime.Tests.Tables;

/// <summary>An account of its own in the Azurite that the tests share; skipped where Azurite is not installed.</summary>
public sealed class AzuriteStore : ITableStore
{
    public AzuriteStore()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        Service = new TableServiceClient(AzuriteServer.Shared.NewAccount());
    }

    public TableServiceClient Service { get; }

    public void Dispose()
    {
    }
}
