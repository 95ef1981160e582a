using System.Globalization;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Functions.Runs;

/// <summary>Why a decision on a run is refused.</summary>
/// <param name="Code">What programs know it by.</param>
/// <param name="Run">The run.</param>
/// <param name="Found">How the run is.</param>
/// <param name="Expected">Which runs can be decided on so.</param>
/// <param name="Fix">What to do instead.</param>
public sealed record RefusedDecision(string Code, int Run, string Found, string Expected, string Fix)
{
    /// <summary>The run, as people read it.</summary>
    public string Where => string.Create(CultureInfo.InvariantCulture, $"run {Run}");

    /// <summary>The refusal in a sentence.</summary>
    public string Text => Sentence.Of(Where, Found, Expected, Fix);
}

/// <summary>A decision on a run: the run that follows from it, or why it is refused.</summary>
/// <param name="Run">The run that was asked for, or the one that was thrown away.</param>
/// <param name="Refused">Why nothing was done; null when something was.</param>
public sealed record RunDecision(RunRow Run, RefusedDecision? Refused = null);

/// <summary>
/// What a person decides on a run. A decision that is repeated finds what came of the first; a failed run does not
/// count.
/// </summary>
/// <param name="ledger">The runs.</param>
/// <param name="files">Their files.</param>
public sealed class RunDecisions(RunLedger ledger, RunStore files)
{
    private const string ListRuns = "segment runs lists the runs";

    /// <summary>Asks for a run that publishes what a held one found.</summary>
    public async Task<RunDecision> PublishAsync(RunRow held, CancellationToken cancel)
    {
        var made = await MadeOfAsync(held.Run, RunKind.Release, cancel);
        if (made.Find(row => row.State != RunState.Failed) is { } known)
            return new RunDecision(known);
        if (held.State != RunState.Held)
            return NotHeld(held);
        if (await LaterAsync(held, cancel) is { } later)
        {
            return new RunDecision(held, new RefusedDecision(
                "outdated", held.Run, string.Create(CultureInfo.InvariantCulture, $"run {later} was published since"),
                "a held run that is newer than what is published", "discard it, or ask for a run"));
        }

        return files.Has(held.Run) ? await AskAsync(held.Run, RunKind.Release, made.Count, cancel) : Gone(held);
    }

    /// <summary>A run that took base and definitions as they were after a held one, and is published; null for none.
    /// </summary>
    private async Task<int?> LaterAsync(RunRow held, CancellationToken cancel)
    {
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (row.Run <= held.Run)
                break;
            if (row.State == RunState.Published && row.Kind is (RunKind.Full or RunKind.Release))
                return row.Run;
        }

        return null;
    }

    /// <summary>Throws a held run away.</summary>
    public async Task<RunDecision> DiscardAsync(RunRow held, CancellationToken cancel)
    {
        var made = await MadeOfAsync(held.Run, RunKind.Release, cancel);
        if (made.Find(row => row.State != RunState.Failed) is { } release)
        {
            return new RunDecision(held, new RefusedDecision(
                "not-held", held.Run, string.Create(CultureInfo.InvariantCulture, $"run {release.Run} publishes it"),
                "a held run that nobody decided on", "roll that run back instead"));
        }

        var row = await ledger.ChangeAsync(held.Run, changed =>
        {
            if (changed.State == RunState.Held)
                (changed.State, changed.Error) = (RunState.Discarded, null);
        }, cancel);
        if (row.State != RunState.Discarded)
            return NotHeld(row);
        files.Delete(held.Run);
        return new RunDecision(row);
    }

    /// <summary>Asks for a run that takes back the results of an earlier one.</summary>
    public async Task<RunDecision> RollBackAsync(RunRow target, CancellationToken cancel)
    {
        var pointer = await ledger.PointerAsync(cancel);
        var made = await MadeOfAsync(target.Run, RunKind.Rollback, cancel);
        if (made.Find(
            row => row.Run == pointer.Published || row.State is RunState.Queued || RunState.IsActive(row.State))
            is { } known)
            return new RunDecision(known);
        if (!pointer.Shows(target.Run) || target.PublishedAt is null)
        {
            return new RunDecision(target, new RefusedDecision(
                "not-published", target.Run, $"it is {target.State}", "a run that was published", ListRuns));
        }

        if (target.Run == pointer.Published)
        {
            return new RunDecision(target, new RefusedDecision(
                "is-current", target.Run, "it is the current one", "an earlier run that was published", ListRuns));
        }

        return files.Has(target.Run)
            ? await AskAsync(target.Run, RunKind.Rollback, made.Count, cancel)
            : Gone(target);
    }

    private async Task<RunDecision> AskAsync(int run, string kind, int before, CancellationToken cancel)
    {
        var output = kind == RunKind.Release ? (await ledger.GetAsync(run, cancel)).Asked.Output : null;
        return new RunDecision(await ledger.TakeNumberAsync(
            string.Create(CultureInfo.InvariantCulture, $"{kind}-{run}-{before}"), kind,
            new RunRequest { Kind = kind, Of = run, Output = output }, cancel));
    }

    /// <summary>The runs that were asked for on a run, newest first.</summary>
    private async Task<List<RunRow>> MadeOfAsync(int run, string kind, CancellationToken cancel)
    {
        var made = new List<RunRow>();
        await foreach (var row in ledger.NewestFirstAsync(cancel))
        {
            if (row.Asked is { } asked && asked.Kind == kind && asked.Of == run)
                made.Add(row);
        }

        return made;
    }

    private static RunDecision NotHeld(RunRow row) => new(row, new RefusedDecision(
        "not-held", row.Run, $"it is {row.State}", "a held run", "segment runs shows which are held"));

    private static RunDecision Gone(RunRow row) => new(row, new RefusedDecision(
        "files-gone", row.Run, "its files are not kept any more", "a run whose files are kept",
        "ask for a run instead"));
}
