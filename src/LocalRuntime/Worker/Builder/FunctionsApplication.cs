using System.Reflection;
using System.Runtime.CompilerServices;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app begins.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1052", Justification = "Officially not static.")]
public class FunctionsApplication
{
    /// <summary>Makes the builder of an app whose functions are those of the calling assembly.</summary>
    /// <param name="args">Command-line settings, like "--LocalRuntime:Port=7071".</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var app = Assembly.GetCallingAssembly();
        return new FunctionsApplicationBuilder(args, app, app.GetTypes);
    }
}
