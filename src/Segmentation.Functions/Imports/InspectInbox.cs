using Microsoft.Azure.Functions.Worker;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Imports;

/// <summary>How far an inbox folder is.</summary>
/// <param name="HasFiles">Whether it has files that were not refused as they are.</param>
/// <param name="Wait">How long to wait before it is looked at again; null when it can be taken now.</param>
public sealed record InboxState(bool HasFiles, TimeSpan? Wait);

/// <summary>
/// Looks whether the dumps of an inbox folder are all there: its manifest says so, or <c>_SUCCESS</c> does, or nothing
/// has changed for the quiet period.
/// </summary>
public sealed class InspectInbox(Inbox inbox, ImportLedger ledger, Settings settings, TimeProvider time)
{
    // A manifest whose files never come is refused by name in the end, and not waited for silently.
    private const int PatienceInQuietPeriods = 60;

    private static readonly TimeSpan NextLook = TimeSpan.FromSeconds(1);

    /// <summary>Looks at a folder.</summary>
    [Function(nameof(InspectInbox))]
    public async Task<InboxState> RunAsync([ActivityTrigger] string folder, CancellationToken cancel)
    {
        var files = inbox.Files(folder);
        if (files.Count == 0 || await ledger.IsRefusedAsync(Inbox.Fingerprint(files), cancel))
            return new InboxState(false, null);
        // A clock that was set back must not make files wait for ever.
        var quiet = (time.GetUtcNow() - files.Max(file => file.Changed)).Duration();
        return new InboxState(true, Wait(folder, files, quiet));
    }

    private TimeSpan? Wait(string folder, IReadOnlyList<InboxFile> files, TimeSpan quiet)
    {
        if (files.Any(file => file.Name == ImportFiles.Success))
            return null;
        if (files.All(file => file.Name != ImportManifest.Name) || Read(folder) is not { } manifest)
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
    private ImportManifest? Read(string folder)
    {
        try
        {
            return ImportManifest.Find(inbox.PathOf(folder));
        }
        catch (ImportException)
        {
            return null;
        }
    }
}
