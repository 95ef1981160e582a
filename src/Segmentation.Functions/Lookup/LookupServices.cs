using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.Functions.Lookup;

/// <summary>What look-ups work with.</summary>
internal static class LookupServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddLookups(this IServiceCollection services) => services
        .AddSingleton<PublishedRuns>().AddSingleton<CustomerResults>().AddSingleton<CustomerAnswers>()
        .AddSingleton<Staleness>().AddSingleton<CustomerAsOf>().AddSingleton<CustomerNames>()
        .AddSingleton<CustomerDirectories>().AddSingleton<FindCustomer>().AddSingleton<ExplainCustomer>()
        .AddSingleton<SegmentCards>().AddSingleton<AskedCustomers>();
}
