using System.Globalization;
using LocalRuntime.ServiceBus;
using Microsoft.Extensions.Configuration;

namespace LocalRuntime.Worker.Hosting;

/// <summary>The settings of the local runtime, section <c>LocalRuntime</c>.</summary>
internal sealed record LocalRuntimeOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "LocalRuntime";

    /// <summary>Where the embedded stores and the watched containers live. Default: .segment.</summary>
    public string DataFolder { get; init; } = ".segment";

    /// <summary>Whether HTTP is served. Default: true.</summary>
    public bool Listen { get; init; } = true;

    /// <summary>The address to serve at: an IP address, localhost, or * for all. Default: 127.0.0.1.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>The port to serve at, 0 to 65535; 0 takes a free one. Default: 7071.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>The function key; null for none, which only a loopback address allows. Default: null.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// The pages that may ask from elsewhere: their origins, such as https://crm.example.com. The setting has them with
    /// commas between. Default: none.
    /// </summary>
    public IReadOnlyList<string> Cors { get; init; } = [];

    /// <summary>The folder of a site that is served at /, beside the functions; null for none. Default: null.</summary>
    public string? Site { get; init; }

    /// <summary>Whether timers fire, blobs are watched and queues are read. Default: true.</summary>
    public bool Triggers { get; init; } = true;

    /// <summary>Whether orchestrations are worked on. Default: true.</summary>
    public bool Work { get; init; } = true;

    /// <summary>How many activities run at a time; 0 for the number of cores. Default: 0.</summary>
    public int Activities { get; init; }

    /// <summary>Whether the log goes to standard error, a line per entry. Default: false.</summary>
    public bool Console { get; init; }

    /// <summary>How long running functions may go on undisturbed once the app stops. Default: 5 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the local topics know a message id again. Default: 10 min; 20 s to 7 days.</summary>
    public TimeSpan DuplicateDetectionWindow { get; init; } = TopicStore.DefaultWindow;

    /// <summary>Whether the data folder must be this process's alone.</summary>
    public bool NeedsFolder => Listen || Triggers || Work;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="StartException">A setting is not what it must be.</exception>
    public static LocalRuntimeOptions From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var defaults = new LocalRuntimeOptions();
        return new LocalRuntimeOptions
        {
            DataFolder = Text(section, nameof(DataFolder)) ?? defaults.DataFolder,
            Listen = Flag(section, nameof(Listen), defaults.Listen),
            Host = Text(section, nameof(Host)) ?? defaults.Host,
            Port = Number(section, nameof(Port), defaults.Port, ushort.MaxValue),
            Key = Text(section, nameof(Key)),
            Cors = Origins(section),
            Site = Text(section, nameof(Site)),
            Triggers = Flag(section, nameof(Triggers), defaults.Triggers),
            Work = Flag(section, nameof(Work), defaults.Work),
            Activities = Number(section, nameof(Activities), defaults.Activities, 1024),
            Console = Flag(section, nameof(Console), defaults.Console),
            StopGrace = Time(section, nameof(StopGrace), defaults.StopGrace, TimeSpan.Zero, TimeSpan.MaxValue),
            DuplicateDetectionWindow = Time(
                section, nameof(DuplicateDetectionWindow), defaults.DuplicateDetectionWindow,
                TopicStore.ShortestWindow, TopicStore.LongestWindow),
        };
    }

    private static string? Text(IConfigurationSection section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name];

    private static string[] Origins(IConfigurationSection section)
    {
        string[] origins = (Text(section, nameof(Cors)) ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return Array.Find(origins, origin => !IsOrigin(origin)) is { } wrong
            ? throw Wrong(nameof(Cors), wrong, "origins of pages like https://crm.example.com, with commas between")
            : origins;
    }

    private static bool IsOrigin(string text) => Uri.TryCreate(text, UriKind.Absolute, out var origin)
        && origin.Scheme is "http" or "https" && origin.GetLeftPart(UriPartial.Authority) == text;

    private static bool Flag(IConfigurationSection section, string name, bool otherwise) => Text(section, name) switch
    {
        null => otherwise,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw Wrong(name, text, "true or false"),
    };

    private static int Number(IConfigurationSection section, string name, int otherwise, int most) =>
        Text(section, name) switch
        {
            null => otherwise,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number <= most => number,
            var text => throw Wrong(
                name, text, string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {most}")),
        };

    private static TimeSpan Time(
        IConfigurationSection section, string name, TimeSpan otherwise, TimeSpan least, TimeSpan most) =>
        Text(section, name) switch
        {
            null => otherwise,
            var text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
                && time >= least && time <= most => time,
            var text => throw Wrong(
                name, text, most == TimeSpan.MaxValue ? "a time like 00:00:05" : $"a time from {least:c} to {most:c}"),
        };

    private static StartException Wrong(string name, string found, string expected) =>
        new($"setting {Section}:{name}: found '{found}'; expected {expected}; correct it or leave it out.");
}
