using System.CommandLine;
using System.Globalization;
using Comparison;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await new RootCommand("Compares the engine with other programs that do the same work.")
{
    EngineCommand.Create(), PairsCommand.Create(),
}.Parse(args).InvokeAsync();
