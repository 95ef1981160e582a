using LocalRuntime.Worker.Hosting;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Erasure;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Messages;

namespace Segmentation.Cli.Commands;

/// <summary>The function app in this process, on the local runtime.</summary>
internal static class LocalApp
{
    /// <summary>Puts the app together over a data folder.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="settings">Settings of the local runtime, by name.</param>
    /// <param name="pipeline">The settings of the pipeline; null for the environment's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="more">Adds services.</param>
    public static IHost Build(
        string data, IEnumerable<(string Name, object Value)> settings, Settings? pipeline, TimeProvider time,
        Action<IServiceCollection>? more = null)
    {
        var folder = Path.GetFullPath(data);
        var args = settings.Prepend(("DataFolder", folder))
            .Select(setting => FormattableString.Invariant($"--LocalRuntime:{setting.Item1}={setting.Item2}"))
            .Append($"--Segmentation:Data={folder}")
            .Concat(pipeline?.Storage?.Text is { } storage ? [$"--{Connection.Storage}={storage}"] : []);
        return FunctionsApp.Build([.. args], services =>
        {
            services.AddSingleton(time);
            services.AddSingleton(Traces(folder));
            if (pipeline is not null)
                services.AddSingleton(pipeline with { Data = folder });
            more?.Invoke(services);
        });
    }

    /// <summary>What forgets an erased customer in the stores of the local runtime.</summary>
    /// <param name="folder">The data folder.</param>
    public static RuntimeTraces Traces(string folder) => new((customer, _) => LocalStores.ForgetAsync(
        folder, Path.Combine(folder, Clients.TopicFile), EventMessage.SessionOf(customer)));

    /// <summary>
    /// Takes a data folder for this process, and deletes what killed writers left in it; null when another has it.
    /// </summary>
    public static DataFolderLock? TryOwn(string data)
    {
        var held = DataFolderLock.TryAcquire(data);
        if (held is not null)
            new DataFolder(data).DeleteUnfinished();
        return held;
    }

    /// <summary>Whether the process that works in a data folder is <c>segment serve</c>.</summary>
    public static bool IsServing(string data) => ServingFile.Read(Path.GetFullPath(data)) is not null;

    /// <summary>Whether another process works in a data folder.</summary>
    public static bool IsOwned(string data)
    {
        using var free = DataFolderLock.TryAcquire(data);
        return free is null;
    }

    /// <summary>Starts the app; what a person can mend is one clear message.</summary>
    /// <exception cref="DefinitionException">When a setting is wrong or the address is taken.</exception>
    public static async Task StartAsync(IHost app, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (StartException fault)
        {
            throw new DefinitionException([new Problem(
                ProblemCode.WrongValue, new Location("segment", 0, 0), fault.Message, "")]);
        }
    }

    /// <summary>The client of the app's orchestrations.</summary>
    public static DurableTaskClient Client(this IHost app) => app.Services.GetRequiredService<DurableTaskClient>();
}
