using System.Globalization;

namespace Segmentation.Engine.Workspaces;

/// <summary>Reads <c>workspace.yaml</c>: the name, and what holds for all definitions.</summary>
internal static class SettingsReader
{
    /// <summary>The file.</summary>
    public const string File = "workspace.yaml";

    private const string HoldIfMoved = "hold_if_moved";
    private const string HoldIfEmptied = "hold_if_emptied";
    private const string RefitEvery = "refit_every";
    private const int LongestZone = 64;

    private static readonly Dictionary<string, World> Worlds = new(StringComparer.Ordinal)
    {
        ["contractual"] = World.Contractual,
        ["non-contractual"] = World.NonContractual,
    };

    private static readonly string[] Keys =
    [
        "name", "time_zone", "currency", "value", "world", "resegment", HoldIfMoved, HoldIfEmptied,
        RefitEvery, Review.EveryKey, Review.LastKey, "objective", "owners", "skills",
    ];

    /// <summary>The settings; null when the file is no mapping or has no name.</summary>
    public static WorkspaceSettings? Read(Node node, Problems problems)
    {
        if (Entries.Of(node, Keys, problems) is not { } entries)
            return null;
        var name = entries.Need("name", Forms.Kebab).Form(Forms.IsKebab, Forms.Kebab, problems);
        var zone = Zone(entries.Find("time_zone"), problems);
        var currency = entries.Find("currency").Form(Forms.IsCurrency, Forms.Currency, problems)?.Value;
        var value = entries.Find("value").Text("a measure", problems);
        var resegment = Schedule(entries.Find("resegment"), problems);
        var skills = Skills(entries.Find("skills"), problems);
        var moved = Percent(entries.Find(HoldIfMoved), "a percentage such as 25%", problems);
        var emptied = Percent(entries.Find(HoldIfEmptied), "a percentage such as 30%", problems);
        var refit = entries.Find(RefitEvery).Form(Forms.IsDuration, "a duration such as P3M", problems)?.Value;
        return name is null
            ? null
            : new WorkspaceSettings(
                name.Value, zone, currency, value, resegment, moved ?? Workspace.UsualHoldIfMoved,
                emptied ?? Workspace.UsualHoldIfEmptied, Stewardship(entries, problems), skills)
            {
                RefitEvery = refit ?? Workspace.UsualRefitEvery,
                World = entries.Find("world").Word([.. Worlds.Keys], problems) is { } world ? Worlds[world] : null,
            };
    }

    /// <summary>The word for a world.</summary>
    public static string NameOf(World world) => Worlds.Single(named => named.Value == world).Key;

    private static Stewardship Stewardship(Entries entries, Problems problems) => new(
        Owners(entries.Find("owners"), problems), Objective.Read(entries.Find("objective"), problems),
        Review.Every(entries, problems), Review.Last(entries, problems));

    private static Team[] Owners(Node? node, Problems problems) =>
        node is not null && Entries.Map(node, "a mapping from teams to people", problems) is { } map
            ? [.. map.Entries.Select(entry => (entry.Key, Person: entry.Value.Text("a text", problems)))
                .Where(owner => owner.Person is not null)
                .Select(owner => new Team(owner.Key.Value, owner.Person!.Value))]
            : [];

    private static Dictionary<string, Capacity> Skills(Node? node, Problems problems)
    {
        const string expected = "a mapping from skills to hours, such as { negotiation: 20h }";
        var skills = new Dictionary<string, Capacity>(StringComparer.Ordinal);
        if (node is null || Entries.Map(node, expected, problems) is not { } map)
            return skills;
        foreach (var (skill, hours) in map.Entries)
        {
            if (Capacity.Read(hours, problems) is { } capacity)
                skills[skill.Value] = capacity;
        }

        return skills;
    }

    private static decimal? Percent(Node? node, string expected, Problems problems) =>
        node.Form(Forms.IsPercent, expected, problems) is { } text
            ? decimal.Parse(text.Value.AsSpan()[..^1], CultureInfo.InvariantCulture)
            : null;

    private static ResegmentSchedule? Schedule(Node? node, Problems problems)
    {
        if (node.Text(ResegmentSchedule.Forms, problems) is not { } text)
            return null;
        if (!ResegmentSchedule.TryParse(text.Value, out var schedule))
            problems.Add(ProblemCode.WrongValue, text.At, $"unknown schedule {text.Said}", ResegmentSchedule.Forms);
        return schedule;
    }

    private static TimeZoneInfo Zone(Node? node, Problems problems)
    {
        const string expected = "a time zone of the IANA list, such as Europe/Berlin";
        if (node.Text(expected, problems) is not { } name)
            return TimeZoneInfo.Utc;
        if (IsZoneName(name.Value) && TimeZoneInfo.TryFindSystemTimeZoneById(name.Value, out var zone))
            return zone;
        var fix = TimeZoneInfo.TryConvertWindowsIdToIanaId(name.Value, out var iana)
            ? $"write '{iana}'"
            : Entries.Near(name.Value, TimeZoneInfo.GetSystemTimeZones().Select(known => known.Id));
        problems.Add(ProblemCode.WrongValue, name.At, $"unknown time zone {name.Said}", $"{expected}", fix);
        return TimeZoneInfo.Utc;
    }

    /// <summary>Whether this may be an IANA name; Windows has names with blanks.</summary>
    private static bool IsZoneName(string text) =>
        text.Length <= LongestZone && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+')
        && text[0] != '/';
}

/// <summary>What <c>workspace.yaml</c> says.</summary>
/// <param name="Name">The workspace's name.</param>
/// <param name="TimeZone">Days are calendar days here.</param>
/// <param name="Currency">The currency that money is summed in, or null.</param>
/// <param name="Value">The measure meant by "value", or null.</param>
/// <param name="Resegment">When the base is segmented again by time alone, or null.</param>
/// <param name="HoldIfMoved">See <see cref="Workspace.HoldIfMoved"/>.</param>
/// <param name="HoldIfEmptied">See <see cref="Workspace.HoldIfEmptied"/>.</param>
/// <param name="Stewardship">Who answers for all schemes that say nothing of their own.</param>
/// <param name="Skills">See <see cref="Workspace.Skills"/>.</param>
internal sealed record WorkspaceSettings(
    string Name, TimeZoneInfo TimeZone, string? Currency, TextNode? Value, ResegmentSchedule? Resegment,
    decimal HoldIfMoved, decimal HoldIfEmptied, Stewardship Stewardship, IReadOnlyDictionary<string, Capacity> Skills)
{
    /// <summary>See <see cref="Workspace.RefitEvery"/>.</summary>
    public required string RefitEvery { get; init; }

    /// <summary>See <see cref="Workspace.World"/>.</summary>
    public required World? World { get; init; }
}
