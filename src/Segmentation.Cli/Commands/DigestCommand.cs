using System.CommandLine;
using System.Text;
using Segmentation.Cli.Show;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Reports;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment digest</c>: what concerns each owner and role in a published run, as Markdown.</summary>
internal static class DigestCommand
{
    public static Command Create(Terminal terminal)
    {
        var (data, storage) = (Options.Data(), Options.Storage());
        var run = new Option<string?>("--run")
        {
            Description = "The run: its number, or a day for the latest run up to it; default: the published one.",
            HelpName = "RUN|DATE",
        };
        var owner = new Option<string?>("--owner")
        {
            Description = "Only of the customers of this owner.",
            HelpName = "NAME",
        };
        var role = new Option<string?>("--role")
        {
            Description = "Only for this team or person who answers for definitions.",
            HelpName = "NAME",
        };
        var output = new Option<string?>("--out")
        {
            Description = "Writes it to this file instead.",
            HelpName = "FILE.md",
        };
        var command = new Command(
            "digest", "Tells owners and roles what moved and why, who needs attention, and what to do, in Markdown.")
        {
            run, owner, role, output, data, storage,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var file = parsed.GetValue(output) is { } path ? ReportFile.Of(path, ".md") : null;
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            await stored.PublishedAsync(cancel);
            var text = await MakeAsync(
                stored, new DigestRequest(parsed.GetValue(run), parsed.GetValue(owner), parsed.GetValue(role)), cancel);
            if (file is null)
                terminal.Out.Line(text.TrimEnd('\n'));
            else
                file.Write(Encoding.UTF8.GetBytes(text));
            return SegmentCommand.Done;
        });
        return command;
    }

    /// <exception cref="DefinitionException">When there is no such run, owner or role.</exception>
    private static async Task<string> MakeAsync(StoredData stored, DigestRequest asked, CancellationToken cancel)
    {
        try
        {
            return await new MakeDigest(stored.Files, stored.Runs()!).OfAsync(asked, cancel);
        }
        catch (RefusedException refused)
        {
            throw refused.ToFault();
        }
    }
}
