using Segmentation.Cli;

namespace EndToEnd;

/// <summary>What a command did.</summary>
/// <param name="Code">The exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record Command(int Code, string Output, string Error)
{
    /// <summary>Runs <c>segment</c> in this process.</summary>
    public static Command Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = SegmentCommand.Run(args, output, error);
        return new Command(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs <c>segment</c>, which has to succeed without a word on standard error.</summary>
    public static Command Done(params string[] args)
    {
        var command = Run(args);
        Assert.Equal((0, ""), (command.Code, command.Error));
        return command;
    }

    /// <summary>Runs <c>segment run</c>; when too many customers would move, a person publishes the run all the same.
    /// </summary>
    /// <param name="data">The data folder.</param>
    /// <param name="args">The arguments, without it.</param>
    public static void Published(string data, params string[] args)
    {
        var command = Run([.. args, "--data", data]);
        if (command is { Code: 1 } && command.Error.Split(" is held", 2) is [var before, _])
            Done("runs", before.Split(' ')[^1], "--publish", "--data", data);
        else
            Assert.Equal((0, ""), (command.Code, command.Error));
    }

    /// <summary>Runs <c>segment</c>, which has to fail with this exit code and one message.</summary>
    public static string Fails(int code, params string[] args)
    {
        var command = Run(args);
        Assert.Equal(code, command.Code);
        Assert.DoesNotContain("   at ", command.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", command.Error, StringComparison.Ordinal);
        Assert.Single(command.Error.TrimEnd('\n').Split('\n'));
        Assert.NotEqual("", command.Error.Trim());
        return command.Error.TrimEnd('\n');
    }
}
