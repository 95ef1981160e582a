namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>What every attribute derives from that binds something to a function.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    /// <summary>Makes the attribute.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1012", Justification = "The official constructor.")]
    public BindingAttribute()
    {
    }
}
