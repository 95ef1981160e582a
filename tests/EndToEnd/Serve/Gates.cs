using Microsoft.Azure.Functions.Worker.Middleware;

namespace EndToEnd.Serve;

/// <summary>Counts the calls of an app's functions, and holds one of them before or after its work.</summary>
internal sealed class Gates
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _calls = [];
    private readonly List<Gate> _gates = [];
    private readonly HashSet<string> _failing = [];

    /// <summary>Holds the next call of an activity that comes by.</summary>
    /// <param name="function">The activity.</param>
    /// <param name="isAfter">Whether it is held after its work, not before.</param>
    /// <param name="skip">How many calls pass before the one that is held.</param>
    public Gate Hold(string function, bool isAfter, int skip = 0)
    {
        var gate = new Gate(function, isAfter, skip);
        lock (_lock)
            _gates.Add(gate);
        return gate;
    }

    /// <summary>Makes every further call of a function fail before its work.</summary>
    public void Fail(string function)
    {
        lock (_lock)
            _failing.Add(function);
    }

    /// <summary>How often a function has done its work.</summary>
    public int Calls(string function)
    {
        lock (_lock)
            return _calls.GetValueOrDefault(function);
    }

    /// <summary>Lets everything pass from now on.</summary>
    public void OpenAll()
    {
        lock (_lock)
        {
            foreach (var gate in _gates)
                gate.Open();
            _gates.Clear();
        }
    }

    /// <summary>The step that every call of a function passes.</summary>
    public FunctionExecutionDelegate Step(FunctionExecutionDelegate next) => async context =>
    {
        var name = context.FunctionDefinition.Name;
        await PassAsync(name, isAfter: false);
        FailIfAsked(name);
        await next(context);
        lock (_lock)
            _calls[name] = _calls.GetValueOrDefault(name) + 1;
        await PassAsync(name, isAfter: true);
    };

    private void FailIfAsked(string function)
    {
        lock (_lock)
            if (_failing.Contains(function))
                throw new InvalidOperationException("as the test asked");
    }

    private Task PassAsync(string function, bool isAfter)
    {
        lock (_lock)
        {
            var gate = _gates.Find(gate => gate.Stops(function, isAfter));
            if (gate is null)
                return Task.CompletedTask;
            _gates.Remove(gate);
            return gate.EnterAsync();
        }
    }
}

/// <summary>Where one call waits.</summary>
internal sealed class Gate(string function, bool isAfter, int skip)
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _left = skip;

    /// <summary>Waits until the call stands here.</summary>
    public Task ReachedAsync() => _reached.Task.WaitAsync(RunningApp.Patience, TestContext.Current.CancellationToken);

    /// <summary>Lets it go on.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Whether this call is the one; only asked under the lock of the gates.</summary>
    public bool Stops(string name, bool after) => name == function && after == isAfter && _left-- == 0;

    public Task EnterAsync()
    {
        _reached.TrySetResult();
        return _open.Task;
    }
}
