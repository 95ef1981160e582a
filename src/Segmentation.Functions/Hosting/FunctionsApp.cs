using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Segmentation.Functions.Hosting;

/// <summary>The function app.</summary>
public static class FunctionsApp
{
    /// <summary>Puts the app together, on whichever runtime stands behind the official API.</summary>
    /// <param name="args">Settings, such as <c>--Segmentation:Data=.segment</c>.</param>
    /// <param name="more">Adds services, or takes the place of some: a clock, a listener to progress.</param>
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    public static IHost Build(string[] args, Action<IServiceCollection>? more = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.ConfigureFunctionsWebApplication();
        builder.Use(StorageAway.Step);
        builder.Services.AddSegmentation(builder.Configuration);
        more?.Invoke(builder.Services);
        return builder.Build();
    }
}
