namespace Segmentation.Functions.Imports;

/// <summary>What an import is asked to take.</summary>
/// <param name="Folder">The folder of dumps, or one dump: a full path, or the name of an inbox folder.</param>
/// <param name="IsInbox">Whether it is an inbox folder, which is waited for and emptied.</param>
public sealed record ImportRequest(string Folder, bool IsInbox)
{
    /// <summary>Whether the dumps add to their streams; a manifest may say more.</summary>
    public bool Delta { get; init; }

    /// <summary>The version of the definitions; null for the current one.</summary>
    public string? Workspace { get; init; }

    /// <summary>
    /// Who made <see cref="Workspace"/> live by this import, which reads the kept dumps again; null for nobody.
    /// </summary>
    public Runs.Deployment? Deploys { get; init; }

    /// <summary>Whether nothing arrived, and the kept dumps are read again because the sources changed.</summary>
    public bool Rereads { get; init; }

    /// <summary>The id of the held import that is taken as it is; null when dumps arrive.</summary>
    public string? Confirms { get; init; }

    /// <summary>The state that an inbox folder was last seen in; null before it was looked at.</summary>
    public string? Seen { get; init; }

    /// <summary>How long the folder has been in that state.</summary>
    public TimeSpan Quiet { get; init; }

    /// <summary>The run that follows; null when the newer base is reason enough for one.</summary>
    public Runs.RunRequest? Run { get; init; }
}

/// <summary>What came of an import.</summary>
/// <param name="Import">Its id; null when it failed before it had one.</param>
/// <param name="AsOf">The as-of day that its manifest names; null without one.</param>
/// <param name="AlreadyTaken">Whether the same import was in the base before.</param>
/// <param name="Reread">Whether the sources changed, and all kept dumps were read again.</param>
/// <param name="Run">The number of the run that was asked for; null when none was.</param>
/// <param name="Fault">Why it was not taken; null when it was.</param>
public sealed record ImportOutcome(
    string? Import, DateOnly? AsOf, bool AlreadyTaken, bool Reread, int? Run, Hosting.Fault? Fault);

/// <summary>The work of one import. Its files lie in a folder of their own until it is done.</summary>
/// <param name="Key">Names the folder; no other import, and no repetition of this one, has it.</param>
/// <param name="Attempt">How often the base has moved since the dumps arrived, from 0.</param>
public sealed record ImportWork(string Key, int Attempt)
{
    /// <summary>Where the dumps arrive.</summary>
    public string Arriving => $"dumps/arriving/{Key}";

    /// <summary>The folder of all work files.</summary>
    public string Scratch => $"{ImportScratch.Root}/{Key}";

    /// <summary>The folder of what depends on the base.</summary>
    public string Folder => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Scratch}/{Attempt}");
}

/// <summary>One source of one import that is built.</summary>
/// <param name="Work">The import at work.</param>
/// <param name="Build">The number of the import among those that are built: more than one when all are read
/// again.</param>
/// <param name="Source">The number of the source in the order of reading.</param>
public sealed record SourceStep(ImportWork Work, int Build, int Source);
