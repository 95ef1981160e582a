namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every attribute derives from that hands a function something besides its trigger.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute
{
    /// <summary>Makes the attribute.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1012", Justification = "The official constructor.")]
    public InputBindingAttribute()
    {
    }
}
