using System.Diagnostics.CodeAnalysis;

namespace DurableTask.Core.Exceptions;

/// <summary>The code of an orchestrator did not do what its history says, or awaited what is not durable.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Only the runtime makes it, always with a message.")]
internal sealed class NonDeterministicOrchestrationException(string message) : Exception(message);
