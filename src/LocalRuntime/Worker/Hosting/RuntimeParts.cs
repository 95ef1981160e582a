using System.Reflection;
using Azure.Messaging.ServiceBus;
using LocalRuntime.ServiceBus;
using LocalRuntime.Worker.Blobs;
using LocalRuntime.Worker.Functions;
using LocalRuntime.Worker.Http;
using LocalRuntime.Worker.Queues;
using LocalRuntime.Worker.Timers;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace LocalRuntime.Worker.Hosting;

/// <summary>The parts of the runtime, in the order in which they start; they stop in the reverse order.</summary>
internal static class RuntimeParts
{
    /// <summary>Adds what starts before the app's own hosted services: the hold on the data folder.</summary>
    public static void AddFirst(IServiceCollection services) => services.AddHostedService<DataFolderHold>();

    /// <summary>Adds the rest, which knows the app's settings and services by now.</summary>
    /// <exception cref="StartException">A setting or a function is not what it must be.</exception>
    public static void AddLast(
        HostApplicationBuilder host,
        Assembly app,
        IEnumerable<Type> types,
        IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps)
    {
        var options = LocalRuntimeOptions.From(host.Configuration);
        var functions = FunctionDiscovery.In(types);
        var services = host.Services;
        LogSetup.Add(host, options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IConfiguration>(host.Configuration);
        services.AddSingleton(options);
        services.TryAddSingleton(HostJson.Read(FolderOf(app)));
        services.AddSingleton(functions);
        services.AddSingleton(provider => new FunctionPipeline(steps, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RuntimeDatabase>();
        services.AddSingleton<LocalQueues>();
        services.AddSingleton<DurableFunctions>();
        services.AddSingleton(provider => provider.GetRequiredService<DurableFunctions>().Register(functions));
        AddHosted(services, options, functions);
    }

    private static void AddHosted(
        IServiceCollection services, LocalRuntimeOptions options, IReadOnlyList<LocalFunction> functions)
    {
        DurableWork.Add(services, options);
        if (options.Listen)
            HttpParts.Add(services);
        if (services.Any(service => service.ServiceType == typeof(ServiceBusClient)))
            TopicParts.Add(services, options);
        if (options.Triggers && functions.Any(function => function.Trigger is TimerTriggerAttribute))
            services.AddHostedService<TimerTriggers>();
        if (options.Triggers && functions.Any(function => function.Trigger is BlobTriggerAttribute))
            services.AddHostedService<BlobTriggers>();
        if (options.Triggers && functions.Any(function => function.Trigger is QueueTriggerAttribute))
            services.AddHostedService<QueueTriggers>();
    }

    private static string FolderOf(Assembly app) =>
        Path.GetDirectoryName(app.Location) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory;
}
