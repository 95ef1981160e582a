namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>One step of the way to a function.</summary>
/// <param name="context">The run.</param>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "The official name.")]
public delegate Task FunctionExecutionDelegate(FunctionContext context);
