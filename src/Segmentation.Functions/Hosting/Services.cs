using Azure.Data.Tables;
using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Hosting;

/// <summary>What the functions work with.</summary>
public static class Services
{
    /// <summary>Adds everything that functions ask for. One app works on one data folder.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings, section <c>Segmentation</c>.</param>
    public static IServiceCollection AddSegmentation(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => Settings.From(configuration));
        services.TryAddSingleton(provider => new DataFolder(provider.GetRequiredService<Settings>().Data));
        services.TryAddSingleton(provider => new Stages(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(_ => new Memo());
        services.TryAddSingleton(p => new TableServiceClient(p.GetRequiredService<Settings>().TableConnection));
        services.TryAddSingleton(p => new ServiceBusClient(p.GetRequiredService<Settings>().TopicConnection));
        services.AddHostedService<CreateTables>();
        return services
            .AddSingleton<BaseStore>().AddSingleton<RunStore>().AddSingleton<WorkspaceStore>()
            .AddSingleton<Inbox>().AddSingleton<ImportScratch>().AddSingleton<ImportLedger>()
            .AddSingleton<Receipts>().AddSingleton<Rereading>().AddSingleton<SourceWork>().AddSingleton<ShardRows>()
            .AddSingleton<RunLedger>().AddSingleton<RunReasons>().AddSingleton<RunWork>()
            .AddSingleton<ShardSummaries>().AddSingleton<ShardRowChanges>().AddSingleton<RowWriter>()
            .AddSingleton<Messenger>().AddLookups();
    }
}
