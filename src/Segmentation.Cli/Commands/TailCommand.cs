using System.CommandLine;
using LocalRuntime.ServiceBus;
using Segmentation.Cli.Show;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Messages;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment tail</c>: the messages of the local topic, one JSON per line.</summary>
internal static class TailCommand
{
    public static Command Create(Terminal terminal)
    {
        var data = Options.Data();
        var after = new Option<long>("--after")
        {
            Description = "Only messages behind this number of the topic.",
            HelpName = "N",
        };
        var follow = new Option<bool>("--follow")
        {
            Description = "Goes on with messages as they are sent; Ctrl-C ends.",
        };
        var command = new Command("tail", "Shows the messages that were sent, oldest first.") { data, after, follow };
        command.SetAction(async (parsed, cancel) =>
        {
            var file = Path.GetFullPath(Path.Combine(Options.PathOf("--data", parsed.GetValue(data)!), Clients.TopicFile));
            if (!File.Exists(file) && !parsed.GetValue(follow))
                return SegmentCommand.Done;
            var topic = new LocalTopic($"Data Source={file}");
            var last = parsed.GetValue(after);
            do
            {
                await foreach (var message in topic.ReadAsync(Messenger.Topic, last, cancellation: cancel))
                {
                    terminal.Out.Line(message.Body.ToString());
                    last = message.Sequence;
                }

                if (parsed.GetValue(follow))
                    await topic.WaitAsync(Messenger.Topic, last, cancel);
            }
            while (parsed.GetValue(follow));
            return SegmentCommand.Done;
        });
        return command;
    }
}
