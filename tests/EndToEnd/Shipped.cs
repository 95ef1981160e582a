namespace EndToEnd;

/// <summary>Copies of shipped workspaces.</summary>
internal static class Shipped
{
    /// <summary>Copies a shipped workspace to <c>workspace/</c> of a folder, and tells its path.</summary>
    /// <param name="folder">Where it is copied to.</param>
    /// <param name="name">The shipped workspace.</param>
    /// <param name="schemes">The schemes to keep; none keeps all.</param>
    public static string CopyShipped(this TempFolder folder, string name, params string[] schemes)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "workspaces", name);
        foreach (var file in Directory.EnumerateFiles(shipped, "*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(shipped, file);
            if (schemes.Length == 0 || Path.GetDirectoryName(path) != "schemes"
                || schemes.Contains(Path.GetFileNameWithoutExtension(path)))
                folder.Write(Path.Combine("workspace", path), File.ReadAllBytes(file));
        }

        return folder["workspace"];
    }
}
