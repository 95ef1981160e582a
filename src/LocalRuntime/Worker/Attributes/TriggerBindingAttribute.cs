namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every attribute derives from that says what makes a function run.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>Makes the attribute.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1012", Justification = "The official constructor.")]
    public TriggerBindingAttribute()
    {
    }
}
