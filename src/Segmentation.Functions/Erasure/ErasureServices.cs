using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.Functions.Erasure;

/// <summary>What erasures work with.</summary>
internal static class ErasureServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddErasure(this IServiceCollection services) => services
        .AddSingleton<TombstoneStore>().AddSingleton<Erasures>().AddSingleton<ErasedDumps>()
        .AddSingleton<CleanDumps>().AddSingleton<ErasedRuns>().AddSingleton<ErasedExports>()
        .AddSingleton<ErasedTableRows>();
}
