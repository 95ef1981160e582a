namespace LocalRuntime.Worker.Queues;

/// <summary>A message of a local queue.</summary>
/// <param name="Id">Its number; later ones are higher.</param>
/// <param name="Queue">The queue.</param>
/// <param name="Text">What it says.</param>
/// <param name="Tries">How often it has been tried; a try counts from its begin, so that crashes count.</param>
/// <param name="NextTry">When it may be tried again.</param>
internal sealed record QueueMessage(long Id, string Queue, string Text, int Tries, DateTimeOffset NextTry);
