using System.Globalization;
using Segmentation.Cli;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return SegmentCommand.Run(args, Console.Out, Console.Error);
