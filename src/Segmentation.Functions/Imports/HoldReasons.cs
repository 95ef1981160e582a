using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Imports;

/// <summary>Why a person should look at an import before it is taken.</summary>
internal sealed class HoldReasons
{
    private const int MostTold = 5;

    private readonly List<(string Where, string Found, string Expected)> _reasons = [];

    /// <summary>Whether there is any.</summary>
    public bool Any => _reasons.Count > 0;

    /// <summary>Adds a reason.</summary>
    /// <param name="where">What it is about.</param>
    /// <param name="found">What looks wrong.</param>
    /// <param name="expected">What would be taken without asking.</param>
    public void Add(string where, string found, string expected) => _reasons.Add((where, found, expected));

    /// <summary>Adds the fields of an import that lost too much.</summary>
    /// <param name="health">The health of a source with the import.</param>
    /// <param name="files">The files that brought it.</param>
    /// <param name="points">By how many percentage points a share may fall.</param>
    public void AddEmptied(SourceHealth health, IReadOnlyList<string> files, decimal points)
    {
        var where = files.Count == 1 ? files[0] : $"{files[0]} and {files.Count - 1} more";
        foreach (var field in health.Fields.Where(field => field.FellBy(points)))
        {
            Add($"{where}, field {field.Field}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"filled {field.FilledPercent:0.#} % of {field.Now.Rows:N0} rows, "
                    + $"{field.BeforePercent:0.#} % in the last import"),
                string.Create(CultureInfo.InvariantCulture, $"at most {points:0.######} points less"));
        }
    }

    /// <summary>The fault of an import that is held for all reasons.</summary>
    /// <param name="import">The import's id.</param>
    public HeldException Of(string import)
    {
        var more = _reasons.Count > MostTold
            ? string.Create(CultureInfo.InvariantCulture, $"; and {_reasons.Count - MostTold:N0} more")
            : "";
        var found = string.Join("; ", _reasons.Take(MostTold).Select(
            (reason, i) => i == 0 ? reason.Found : $"{reason.Where}: {reason.Found}"));
        return new HeldException(
            _reasons[0].Where, found + more,
            string.Join(", and ", _reasons.Select(reason => reason.Expected).Distinct())
            + "; the import is held and nothing was changed",
            $"segment imports {import} --confirm takes it as it is, --discard throws it away, with the same --data");
    }
}
