using System.CommandLine;
using System.Globalization;
using Segmentation.Cli.Show.Summary;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Reviews;
using Spectre.Console;

namespace Segmentation.Cli.Commands;

/// <summary><c>segment review</c>: when definitions are to be looked at again; records that somebody did.</summary>
internal static class ReviewCommand
{
    public static Command Create(Terminal terminal)
    {
        var scheme = new Option<string?>("--scheme")
        {
            Description = $"The scheme that was looked at; {ReviewBook.Workspace} for all definitions.",
            HelpName = "NAME",
        };
        var author = new Option<string?>("--author") { Description = "Who looked at it.", HelpName = "NAME" };
        var note = new Option<string?>("--note") { Description = "What came of it.", HelpName = "TEXT" };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "The day of the review; default: today in the workspace's zone.",
            HelpName = "DATE",
        };
        var (data, storage) = (Options.Data(), Options.Storage());
        var command = new Command("review", "Shows when schemes are to be looked at again, or records that one was.")
        {
            scheme, author, note, asOf, data, storage,
        };
        command.SetAction(parsed =>
        {
            var stored = new StoredData(Options.Settings(parsed.GetValue(data)!, parsed.GetValue(storage)));
            var live = stored.Workspaces.Live ?? throw new DefinitionException(
                stored.Files.Root, "no definitions are live", "data with definitions", "run segment deploy first");
            var now = TimeProvider.System.GetUtcNow();
            var day = parsed.GetValue(asOf) is { } date
                ? Options.Date("--as-of", date)
                : DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, live.TimeZone).DateTime);
            var (by, came) = (parsed.GetValue(author), parsed.GetValue(note));
            if (parsed.GetValue(scheme) is { } name)
                Record(stored, live, new RecordedReview(name, day, Options.Said("--author", by ?? ""), came, now));
            else if (by is not null || came is not null)
            {
                throw new DefinitionException(
                    "segment review", $"{(by is null ? "--note" : "--author")} without --scheme",
                    "what was looked at", $"say --scheme NAME, or --scheme {ReviewBook.Workspace} for all");
            }

            Show(terminal.Out, new ReviewPlan(stored.Reviews.All), live, day);
            return SegmentCommand.Done;
        });
        return command;
    }

    private static void Record(StoredData stored, Workspace live, RecordedReview review)
    {
        string[] names = [.. live.Schemes.Select(scheme => scheme.Name), ReviewBook.Workspace];
        if (!names.Contains(review.Scheme))
        {
            throw new DefinitionException(
                "--scheme", $"unknown scheme {Sentence.Quoted(review.Scheme)}",
                $"one of {string.Join(", ", names)}", Suggestion.For(review.Scheme, names));
        }

        stored.Reviews.Record(review);
    }

    private static void Show(IAnsiConsole console, ReviewPlan plan, Workspace live, DateOnly today)
    {
        var table = new TextTable("", "last", "by", "every", "due>", "overdue>");
        Add(table, ReviewBook.Workspace, plan.Of(live, today));
        foreach (var scheme in live.Schemes)
            Add(table, scheme.Name, plan.Of(live, scheme.Name, today));
        table.Show(console, "scheme");
    }

    private static void Add(TextTable table, string name, ReviewState state) => table.Add(
        name, Day(state.Last), state.By ?? "", state.Every is null ? "" : DurationText.Every(state.Every),
        Day(state.Due), state.Overdue == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{state.Overdue} days"));

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
