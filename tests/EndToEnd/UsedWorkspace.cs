using Segmentation.Functions.Runs;

namespace EndToEnd;

/// <summary>Definitions of tests, at no time in particular.</summary>
internal static class UsedWorkspace
{
    /// <summary>Makes a version the current one.</summary>
    public static void Use(this WorkspaceStore workspaces, string version) =>
        workspaces.Use(new Deployment(version, DateTimeOffset.UnixEpoch, Deployment.Serve));
}
