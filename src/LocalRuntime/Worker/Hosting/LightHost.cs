using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace LocalRuntime.Worker.Hosting;

/// <summary>A generic host with what an app needs and nothing that costs start-up time.</summary>
internal static class LightHost
{
    /// <summary>Begins a host whose settings are the environment's and, before them, the command line's.</summary>
    public static HostApplicationBuilder Begin(string[]? args)
    {
        var configuration = new ConfigurationManager();
        configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_");
        configuration.AddEnvironmentVariables();
        if (args is { Length: > 0 })
            configuration.AddCommandLine(args);
        return new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            DisableDefaults = true,
            Configuration = configuration,
        });
    }
}
