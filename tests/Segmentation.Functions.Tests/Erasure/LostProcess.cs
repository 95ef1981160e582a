using System.Diagnostics;

namespace Segmentation.Functions.Tests.Erasure;

/// <summary>Ends work behind one of its durable writes, as if its process had been killed there.</summary>
internal sealed class LostProcess : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    // Tests run side by side: only the writes of the own one count.
    private static readonly AsyncLocal<StrongBox?> Left = new();

    static LostProcess() => DiagnosticListener.AllListeners.Subscribe(new LostProcess());

    private LostProcess()
    {
    }

    /// <summary>Does work that ends behind a write; tells whether it came to its end before.</summary>
    /// <param name="write">The number of the write, from 1.</param>
    /// <param name="work">The work.</param>
    public static async Task<bool> EndsBeforeAsync(int write, Func<Task> work)
    {
        Left.Value = new StrongBox { Writes = write };
        try
        {
            await work();
            return true;
        }
        catch (LostException)
        {
            return false;
        }
        finally
        {
            Left.Value = null;
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Segmentation.Writes")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == "after" && Left.Value is { } left && Interlocked.Decrement(ref left.Writes) == 0)
            throw new LostException();
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private sealed class StrongBox
    {
        public int Writes;
    }

    private sealed class LostException() : IOException("the process is gone");
}
