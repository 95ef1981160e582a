using System.CommandLine;
using LocalRuntime.ServiceBus;
using LocalRuntime.ServiceBus.Filters;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
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
        var filter = new Option<string>("--filter")
        {
            Description = "Only messages of which this SQL filter of Service Bus is true, such as "
                + "\"scheme = 'rfm' AND direction = 'downgrade' AND value >= 100\".",
            HelpName = "EXPR",
        };
        var command = new Command("tail", "Shows the messages that were sent, oldest first.")
        {
            data, after, follow, filter,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var folder = Options.PathOf("--data", parsed.GetValue(data)!);
            var file = Path.GetFullPath(Path.Combine(folder, Clients.TopicFile));
            var wanted = parsed.GetValue(filter) is { } expression ? FilterOf(expression) : null;
            if (!File.Exists(file) && !parsed.GetValue(follow))
                return SegmentCommand.Done;
            var feed = new MessageFeed(
                new LocalTopic($"Data Source={file}"), Messenger.Topic, parsed.GetValue(after), wanted);
            await ShowAsync(terminal, feed, parsed.GetValue(follow), cancel);
            return SegmentCommand.Done;
        });
        return command;
    }

    private static async Task ShowAsync(Terminal terminal, MessageFeed feed, bool follow, CancellationToken cancel)
    {
        do
        {
            await foreach (var message in feed.NextAsync(cancel))
                terminal.Out.Line(message.Body.ToString());
            if (follow)
                await feed.WaitAsync(cancel);
        }
        while (follow);
    }

    /// <exception cref="DefinitionException">It is none; the message shows where.</exception>
    private static SqlFilter FilterOf(string expression)
    {
        try
        {
            return SqlFilter.Parse(expression);
        }
        catch (FilterException fault)
        {
            throw DefinitionException.Told($"--{fault.Message}\n{Pointed(expression, fault.Column)}");
        }
    }

    /// <summary>A place in an expression: what is around it, and a caret below.</summary>
    private static string Pointed(string expression, int column)
    {
        const int Around = 40;
        var start = Math.Max(0, column - 1 - Around);
        var shown = expression[start..Math.Min(expression.Length, column + Around)];
        var line = string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c));
        return $"  {line}\n  {new string(' ', column - 1 - start)}^";
    }
}
