using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Hosting;

/// <summary>What the functions work with.</summary>
public static class Services
{
    /// <summary>Adds everything that functions ask for. One app works on one account or folder.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings, section <c>Segmentation</c>.</param>
    public static IServiceCollection AddSegmentation(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => Settings.From(configuration));
        services.TryAddSingleton(provider => Clients.Files(provider.GetRequiredService<Settings>()));
        services.TryAddSingleton(provider => new Stages(provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(_ => new Memo());
        services.TryAddSingleton(provider => Clients.Tables(provider.GetRequiredService<Settings>()));
        services.TryAddSingleton(provider => Clients.Topic(provider.GetRequiredService<Settings>()));
        services.AddHostedService<CreateStores>();
        return services
            .AddSingleton<BaseStore>().AddSingleton<RunStore>().AddSingleton<WorkspaceStore>()
            .AddSingleton<Inbox>().AddSingleton<ImportScratch>().AddSingleton<ImportLedger>()
            .AddSingleton<HeldImports>().AddSingleton<Receipts>().AddSingleton<Rereading>().AddSingleton<SourceWork>()
            .AddSingleton<ShardRows>()
            .AddSingleton<RunLedger>().AddSingleton<RunReasons>().AddSingleton<RunWork>().AddSingleton<FreezeAgain>()
            .AddSingleton<ShardSummaries>().AddSingleton<ShardRowChanges>().AddSingleton<RowWriter>()
            .AddSingleton<OutcomeReport>()
            .AddSingleton<OverrideLedger>().AddSingleton<OverrideRuns>().AddSingleton<OverrideWatch>()
            .AddSingleton<OverrideConflicts>()
            .AddSingleton<Messenger>().AddSingleton<AnnounceImport>().AddLookups();
    }
}
