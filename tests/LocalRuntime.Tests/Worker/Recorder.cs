using System.Threading.Channels;

namespace LocalRuntime.Tests.Worker;

/// <summary>Hears what functions do; a test registers one of its own.</summary>
public sealed class Recorder
{
    private readonly Channel<object> _heard = Channel.CreateUnbounded<object>();

    public void Say(object what) => _heard.Writer.TryWrite(what);

    public async Task<T> NextAsync<T>() => (T)await _heard.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public Task SaidAsync() => _heard.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask();

    public bool IsSilent => !_heard.Reader.TryPeek(out _);
}
