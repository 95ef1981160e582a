using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Segmentation.Functions.Attention;
using Segmentation.Functions.Backtests;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Exports;
using Segmentation.Functions.Feedback;
using Segmentation.Functions.Health;
using Segmentation.Functions.Identities;
using Segmentation.Functions.Imports;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Messages;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Previews;
using Segmentation.Functions.Reads;
using Segmentation.Functions.Reports;
using Segmentation.Functions.Results;
using Segmentation.Functions.Reviews;
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
        // Its stages are none of a run that is made beside it.
        services.AddSingleton(provider => new MakePreview(
            provider.GetRequiredService<BlobStore>(), provider.GetRequiredService<OverrideLedger>(),
            provider.GetRequiredService<Settings>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new MakeBacktest(
            provider.GetRequiredService<BlobStore>(), provider.GetRequiredService<Settings>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<CreateStores>();
        services.AddHostedService<WriteLastReads>();
        return services
            .AddSingleton<BaseStore>().AddSingleton<RunStore>().AddSingleton<WorkspaceStore>()
            .AddSingleton<Inbox>().AddSingleton<ImportScratch>().AddSingleton<ImportLedger>()
            .AddSingleton<HeldImports>().AddSingleton<Receipts>().AddSingleton<Rereading>().AddSingleton<SourceWork>()
            .AddSingleton<ShardRows>()
            .AddSingleton<RunLedger>().AddSingleton<RunReasons>().AddSingleton<RunWork>().AddSingleton<FreezeAgain>()
            .AddSingleton<RunDecisions>().AddSingleton<IdentityLedger>()
            .AddSingleton<ShardSummaries>().AddSingleton<ShardRowChanges>().AddSingleton<RowWriter>()
            .AddSingleton<OutcomeReport>().AddSingleton<RunFigures>().AddSingleton<RunHealth>().AddErasure()
            .AddSingleton<OverrideLedger>().AddSingleton<OverrideRuns>().AddSingleton<OverrideWatch>()
            .AddSingleton<OverrideConflicts>().AddSingleton<AttentionWriter>().AddSingleton<RaisedRelay>()
            .AddSingleton<FeedbackLedger>().AddSingleton<StandingVotes>().AddSingleton<FeedbackWatch>()
            .AddSingleton<AttentionIndex>().AddSingleton<AttentionOverlay>().AddSingleton<CurrentAttention>()
            .AddSingleton<BacktestStore>().AddSingleton<PublishedExport>().AddSingleton<OutputFiles>()
            .AddSingleton<ReadCounter>().AddSingleton<ReadLedger>().AddSingleton<ReadBook>().AddSingleton<SchemeReads>()
            .AddSingleton<KeptRuns>().AddSingleton<CompareRuns>().AddSingleton<MakeDigest>()
            .AddSingleton<PreviewTurn>().AddSingleton<ReviewBook>().AddSingleton<ReviewWatch>().AddSingleton<GoLive>()
            .AddSingleton<Messenger>().AddSingleton<TestMessagePace>().AddSingleton<AnnounceImport>().AddLookups();
    }
}
