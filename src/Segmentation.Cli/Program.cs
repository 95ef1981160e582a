using Segmentation.Cli;

return SegmentCommand.Run(args, Console.Out, Console.Error);
