namespace Segmentation.Engine.Lifetime;

/// <summary>What maximum likelihood found.</summary>
/// <param name="Model">The model; null when the data cannot tell one, which the flags say.</param>
/// <param name="LogLikelihood">The logarithm of the likelihood at the model; 0 without one.</param>
/// <param name="Converged">Whether the slope is 0 there and every way leads down.</param>
/// <param name="StandardErrors">
/// Per parameter of the model, in its order, from the curvature at the model (delta method); null where the data do
/// not tell it.
/// </param>
/// <param name="Flags">What to know about the fit, words of <see cref="FitFlag"/>.</param>
/// <typeparam name="TModel">The kind of model.</typeparam>
public sealed record Fit<TModel>(
    TModel? Model, double LogLikelihood, bool Converged, IReadOnlyList<double?> StandardErrors,
    IReadOnlyList<string> Flags)
    where TModel : class
{
    internal static Fit<TModel> None(string flag) => new(null, 0, false, [], [flag]);
}
