namespace Microsoft.DurableTask.Client;

/// <summary>Starts orchestrations and asks for them.</summary>
public abstract class DurableTaskClient
{
}
