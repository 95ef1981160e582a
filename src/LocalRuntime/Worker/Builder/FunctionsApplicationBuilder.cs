using System.Reflection;
using LocalRuntime.Worker.Hosting;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Puts a function app together.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly Assembly _app;
    private readonly Func<IEnumerable<Type>> _types;
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _steps = [];
    private bool _built;

    /// <summary>Begins an app.</summary>
    /// <param name="args">Command-line settings.</param>
    /// <param name="app">The assembly of the app; its folder may hold a host.json.</param>
    /// <param name="types">The classes that are searched for functions.</param>
    internal FunctionsApplicationBuilder(string[]? args, Assembly app, Func<IEnumerable<Type>> types)
    {
        _host = LightHost.Begin(args);
        _app = app;
        _types = types;
        RuntimeParts.AddFirst(_host.Services);
    }

    /// <summary>Where the parts of the host leave things for each other.</summary>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_host).Properties;

    IConfigurationManager IHostApplicationBuilder.Configuration => Configuration;

    /// <summary>The settings: environment, command line, and what is added.</summary>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <summary>The environment.</summary>
    public IHostEnvironment Environment => _host.Environment;

    /// <summary>The log.</summary>
    public ILoggingBuilder Logging => _host.Logging;

    /// <summary>The metrics.</summary>
    public IMetricsBuilder Metrics => _host.Metrics;

    /// <summary>The services of the app.</summary>
    public IServiceCollection Services => _host.Services;

    /// <summary>Makes the app; once.</summary>
    /// <exception cref="InvalidOperationException">The app was made already, or cannot be.</exception>
    public IHost Build()
    {
        RefuseWhenBuilt();
        _built = true;
        RuntimeParts.AddLast(_host, _app, _types(), _steps);
        return _host.Build();
    }

    /// <summary>Takes another service container.</summary>
    /// <typeparam name="TContainerBuilder">What fills it.</typeparam>
    /// <param name="factory">Makes it.</param>
    /// <param name="configure">Fills it further.</param>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        _host.ConfigureContainer(factory, configure);

    /// <summary>Adds a step that every run of a function passes, in the order of adding.</summary>
    /// <param name="middleware">Makes the step from the one after it.</param>
    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        RefuseWhenBuilt();
        _steps.Add(middleware);
        return this;
    }

    private void RefuseWhenBuilt()
    {
        if (_built)
            throw new InvalidOperationException("The app has been built already; make another builder.");
    }
}
