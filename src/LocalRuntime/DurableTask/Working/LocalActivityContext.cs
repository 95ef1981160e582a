using Microsoft.DurableTask;

namespace LocalRuntime.DurableTask;

/// <summary>The call that an activity answers, for activities that ask for it.</summary>
internal sealed class LocalActivityContext(ActivityCall call) : TaskActivityContext
{
    /// <inheritdoc/>
    public override TaskName Name => call.Name;

    /// <inheritdoc/>
    public override string InstanceId => call.InstanceId;
}
