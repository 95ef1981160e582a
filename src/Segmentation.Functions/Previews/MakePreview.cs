using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Blobs;
using Segmentation.Functions.Hosting;
using Segmentation.Functions.Overrides;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Previews;

/// <summary>
/// Makes the run that candidate definitions would give on the current base, and throws it away but for its figures.
/// </summary>
/// <param name="data">The files; none is changed.</param>
/// <param name="overrides">The segments that persons set; null where there are no tables.</param>
/// <param name="settings">The number of cores.</param>
/// <param name="time">The clock.</param>
/// <param name="stages">Told how far it is; null for nobody.</param>
public sealed class MakePreview(
    BlobStore data, OverrideLedger? overrides, Settings settings, TimeProvider time, Stages? stages = null)
{
    /// <summary>The preview of a candidate.</summary>
    /// <param name="workspace">The candidate, which was checked and has no errors.</param>
    /// <param name="problems">What the linter warns of in it.</param>
    /// <param name="asOf">The as-of day; null for that of the published run, and before the first the default.
    /// </param>
    /// <param name="published">The published run; 0 before the first.</param>
    /// <param name="cancel">Ends the work; nothing is left of it.</param>
    /// <exception cref="DefinitionException">When the definitions are another base's.</exception>
    /// <exception cref="ImportException">When there is no base, or another took its place meanwhile.</exception>
    public async Task<PreviewReport> OfAsync(
        Workspace workspace, IReadOnlyList<Problem> problems, DateOnly? asOf, int published, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        using var scratch = new ScratchRun(data, settings, stages ?? new Stages(time));
        var manifest = scratch.Base.Existing();
        scratch.Base.CheckSources(workspace);
        var day = asOf ?? (published > 0
            ? scratch.Files.Inputs(published).AsOf
            : AsOf.Of(new RunRequest { AsOfNewest = true }, manifest, workspace, 0, now));
        var inputs = new RunInputs(
            published + 1, manifest.Version, workspace.Name, scratch.Workspaces.Keep(workspace), day,
            published == 0 ? null : published, manifest.Imports[^1].Id)
        {
            Today = Days.At(now, workspace.TimeZone),
        };
        var holding = overrides is null ? [] : await overrides.HoldingAsync(
            Days.At(now, workspace.TimeZone), day, cancel);
        try
        {
            scratch.Make(inputs, manifest, workspace, holding, cancel);
            return new PreviewBuilder(scratch, inputs, workspace, problems).Build(cancel);
        }
        catch (ImportException) when (scratch.Base.Version != manifest.Version)
        {
            throw new ImportException(
                data.Root, "an import replaced the customer base while it was read",
                "a base that stays for as long as a preview takes", "preview again");
        }
    }
}
