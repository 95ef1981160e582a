namespace Segmentation.Engine.Workspaces;

/// <summary>
/// Reads the playbooks of a workspace for their form: texts and lists of texts under names of the author's own.
/// </summary>
internal static class PlaybookReader
{
    /// <summary>The names of the playbooks.</summary>
    public static IReadOnlyList<string> Read(DefinitionFiles files, Problems problems)
    {
        var names = new List<string>();
        foreach (var (path, document) in files.PlaybookDocuments)
        {
            var name = DefinitionFiles.PlaybookOf(path);
            names.Add(name);
            if (!Forms.IsKebab(name))
                problems.Add(
                    ProblemCode.WrongValue, new Location(path, 0, 0), $"playbook {Sentence.Quoted(name)}",
                    $"{Forms.Kebab}");
            if (document is not null)
                Check(document, problems);
        }

        return names;
    }

    private static void Check(Node document, Problems problems)
    {
        if (Entries.Map(document, "a mapping of texts and lists of texts", problems) is not { } playbook)
            return;
        foreach (var (_, value) in playbook.Entries)
        {
            if (value is ListNode list)
                list.List("texts", problems);
            else
                value.Text("a text or a list of texts", problems);
        }
    }
}
