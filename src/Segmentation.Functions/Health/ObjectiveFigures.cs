using System.Globalization;
using Segmentation.Engine.Health;
using Segmentation.Engine.Workspaces;
using Segmentation.Functions.Results;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Health;

/// <summary>Tells how far the objectives are that name a metric: a measure, or an outcome.</summary>
internal sealed class ObjectiveFigures
{
    private const string ShareSuffix = "_share";

    private readonly RunReport _report;
    private readonly Plans _plans;
    private readonly RunProfile _profile;
    private readonly List<ObjectiveStart> _starts = [];

    /// <summary>Looks at all objectives of a run.</summary>
    /// <param name="report">What the run found.</param>
    /// <param name="plans">Its measures and schemes.</param>
    /// <param name="profile">The means of measures.</param>
    /// <param name="workspace">Its definitions.</param>
    /// <param name="before">What the published run kept; null before the first.</param>
    public ObjectiveFigures(
        RunReport report, Plans plans, RunProfile profile, Workspace workspace, HealthRecord? before)
    {
        (_report, _plans, _profile) = (report, plans, profile);
        Progress = [.. All(workspace).Where(one => one.Objective?.Metric is not null)
            .Select(one => Of(one.Scheme, one.Segment, one.Objective!, before))];
    }

    /// <summary>How far each is: the workspace's, then those of schemes and their segments.</summary>
    public IReadOnlyList<ObjectiveProgress> Progress { get; }

    /// <summary>What the first run saw that had them.</summary>
    public IReadOnlyList<ObjectiveStart> Starts => _starts;

    private static IEnumerable<(string? Scheme, string? Segment, Objective? Objective)> All(Workspace workspace)
    {
        yield return (null, null, workspace.Stewardship.Objective);
        // Those of skipped schemes are not known, and are not forgotten.
        foreach (var scheme in workspace.Schemes)
        {
            yield return (scheme.Name, null, scheme.Purpose.Objective);
            foreach (var segment in scheme.Segments)
                yield return (scheme.Name, segment.Id, segment.Objective);
        }
    }

    private ObjectiveProgress Of(string? scheme, string? segment, Objective objective, HealthRecord? before)
    {
        var progress = new ObjectiveProgress(scheme, segment, objective.Text, objective.Metric!, "")
        {
            Now = Now(scheme, segment, objective.Metric!),
            Target = objective.Target,
            By = objective.By,
        };
        var first = before?.Objectives.FirstOrDefault(one =>
            (one.Scheme, one.Segment, one.Objective) == (scheme, segment, objective.Text));
        if (progress.Now is not { } now)
        {
            _starts.AddRange(first is null ? [] : [first]);
            return progress with
            {
                Text = $"{objective.Metric} is not known: no measure or outcome of this name has a value here",
            };
        }

        var start = first ?? new ObjectiveStart(scheme, segment, objective.Text, _report.AsOf, now);
        _starts.Add(start);
        progress = progress with { First = start.Value, Since = start.AsOf };
        if (objective.Target is { } target)
            progress = Paced(progress, objective, target, start);
        return progress with { Text = Told(progress) };
    }

    private ObjectiveProgress Paced(
        ObjectiveProgress progress, Objective objective, decimal target, ObjectiveStart start)
    {
        var today = _report.AsOf.DayNumber;
        var pace = Pace.Of(
            start.Value, progress.Now!.Value, today - start.AsOf.DayNumber, target,
            objective.Direction is null ? target >= start.Value : objective.Direction == "up",
            objective.By?.DayNumber - today);
        return progress with
        {
            PerMonth = pace.PerMonth,
            NeededPerMonth = pace.NeededPerMonth,
            IsOnPace = pace.IsOnPace,
        };
    }

    private static string Told(ObjectiveProgress progress)
    {
        var text = $"{progress.Metric} is {Number(progress.Now!.Value)}";
        if (progress.PerMonth is not null)
            text += $", {Number(progress.First!.Value)} on {Day(progress.Since!.Value)}";
        if (progress.Target is not { } target)
            return text;
        var by = progress.By is { } day ? $" by {Day(day)}" : "";
        return progress switch
        {
            { NeededPerMonth: 0 } => $"{text}; the target of {Number(target)} is reached",
            { NeededPerMonth: { } needed } => $"{text}; it needs {Change(needed)} a month to be {Number(target)}{by}"
                + (progress.PerMonth is { } made ? $", and made {Change(made)}" : ""),
            { IsOnPace: false } => $"{text}; it was to be {Number(target)}{by}",
            _ => $"{text}; it is to be {Number(target)}",
        };
    }

    private decimal? Now(string? scheme, string? segment, string metric)
    {
        var index = scheme is null ? 0 : _plans.Schemes.ToList().FindIndex(plan => plan.Definition.Name == scheme);
        if (index < 0 || index >= _plans.Schemes.Count)
            return null;
        if (_plans.Measures.Find(metric) is >= 0 and var measure)
        {
            return _profile.Mean(measure, index, segment is null
                ? null
                : _plans.Schemes[index].Definition.Segments.ToList().FindIndex(one => one.Id == segment));
        }

        var line = _report.Outcomes.FirstOrDefault(
            one => (one.Scheme, one.Segment) == (segment is null ? null : scheme, segment));
        return metric switch
        {
            "grr" => line?.Grr,
            "nrr" => line?.Nrr,
            _ => Outcome(line, metric),
        };
    }

    private static decimal? Outcome(OutcomeLine? line, string metric)
    {
        var name = metric.EndsWith(ShareSuffix, StringComparison.Ordinal) ? metric[..^ShareSuffix.Length] : metric;
        return (line?.Outcomes.GetValueOrDefault(metric) ?? line?.Outcomes.GetValueOrDefault(name))?.Share;
    }

    private static string Number(decimal number) => number.ToString("#,0.####", CultureInfo.InvariantCulture);

    private static string Change(decimal number) =>
        number.ToString("+#,0.####;-#,0.####;0", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
