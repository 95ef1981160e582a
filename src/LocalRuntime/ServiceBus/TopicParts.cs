using Azure.Messaging.ServiceBus;
using LocalRuntime.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalRuntime.ServiceBus;

/// <summary>What an app gets with its <see cref="ServiceBusClient"/>.</summary>
internal static class TopicParts
{
    /// <summary>Adds the settings of topics, and the endpoint that shows messages where HTTP is served.</summary>
    public static void Add(IServiceCollection services, LocalRuntimeOptions options)
    {
        services.AddHostedService<TopicStart>();
        if (!options.Listen)
            return;
        services.AddSingleton(static provider => new MessagesEndpoint(
            new LocalTopic(provider.GetRequiredService<ServiceBusClient>().Store),
            provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping).Endpoint);
    }

    /// <summary>Gives the app's client its settings: only the runtime knows them.</summary>
    private sealed class TopicStart(ServiceBusClient client, LocalRuntimeOptions options) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            client.Store.DuplicateWindow = options.DuplicateDetectionWindow;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
