using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Imports;

/// <summary>An inbox folder that is looked at.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Seen">The state that it was last seen in; null before the first look.</param>
/// <param name="Quiet">How long it has been in that state.</param>
public sealed record InboxLook(string Folder, string? Seen, TimeSpan Quiet);

/// <summary>How far an inbox folder is.</summary>
/// <param name="HasFiles">Whether it has files that were not refused as they are.</param>
/// <param name="Wait">How long to wait before it is looked at again; null when it can be taken now.</param>
/// <param name="Seen">The state that it is in.</param>
/// <param name="Quiet">How long it has been in that state.</param>
public sealed record InboxState(bool HasFiles, TimeSpan? Wait, string? Seen, TimeSpan Quiet);

/// <summary>
/// Looks whether the dumps of an inbox folder are all there: its manifest says so, or <c>_SUCCESS</c> does, or nothing
/// has changed for the quiet period.
/// </summary>
public sealed class InspectInbox(Inbox inbox, ImportLedger ledger, WorkspaceStore workspaces, Settings settings)
{
    // A manifest whose files never come is refused by name in the end, and not waited for silently.
    private const int PatienceInQuietPeriods = 60;

    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(1);

    /// <summary>Looks at a folder.</summary>
    [Function(nameof(InspectInbox))]
    public async Task<InboxState> RunAsync([ActivityTrigger] InboxLook look, CancellationToken cancel)
    {
        var files = inbox.Files(look.Folder);
        var seen = Inbox.Fingerprint(files);
        if (files.Count == 0 || await ledger.IsRefusedAsync(seen, workspaces.Current, cancel))
            return new InboxState(false, null, null, TimeSpan.Zero);
        // Times of files say nothing: what was moved or unpacked here may be old, and half of a delivery.
        var quiet = seen == look.Seen ? look.Quiet : TimeSpan.Zero;
        return new InboxState(true, Wait(look.Folder, files, quiet), seen, quiet);
    }

    private TimeSpan? Wait(string folder, IReadOnlyList<ListedFile> files, TimeSpan quiet)
    {
        if (files.Any(file => file.Name == ImportFiles.Success))
            return null;
        if (files.All(file => file.Name != ImportManifest.Name) || Read(folder, files) is not { } manifest)
            return Until(settings.QuietPeriod, quiet);
        var lengths = files.ToDictionary(file => file.Name, file => file.Length);
        if (!manifest.Files.All(file => lengths.ContainsKey(file.Name)))
            return quiet < settings.QuietPeriod * PatienceInQuietPeriods ? NextLook : null;
        if (manifest.Files.Any(file => file.Length is { } said && said != lengths[file.Name]))
            return Until(settings.QuietPeriod, quiet);
        // Without its length nobody knows whether a file is still being copied.
        return manifest.Files.All(file => file.Length is not null) ? null : Until(NextLook, quiet);
    }

    private static TimeSpan? Until(TimeSpan period, TimeSpan quiet) =>
        quiet >= period ? null : period - quiet < NextLook ? NextLook : period - quiet;

    /// <summary>The manifest; null when it cannot be read, as it may still be being written.</summary>
    private ImportManifest? Read(string folder, IReadOnlyList<ListedFile> files)
    {
        try
        {
            return inbox.Manifest(folder, files);
        }
        catch (Exception fault) when (fault is ImportException or IOException)
        {
            return null;
        }
    }
}
