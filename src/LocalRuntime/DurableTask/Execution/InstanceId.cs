using System.Diagnostics.CodeAnalysis;

namespace LocalRuntime.DurableTask;

/// <summary>What an id of an orchestration may be: what every storage of Durable Functions takes.</summary>
internal static class InstanceId
{
    /// <summary>The longest id, in characters.</summary>
    public const int Longest = 100;

    /// <summary>Refuses an id that cannot be.</summary>
    /// <param name="id">The id.</param>
    /// <param name="parameter">The parameter that holds it.</param>
    /// <exception cref="ArgumentException">When it cannot be.</exception>
    public static void Check([NotNull] string? id, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, parameter);
        if (id.Length > Longest)
            throw Refused($"has {id.Length} characters", $"1 to {Longest} characters", parameter);
        if (id[0] == '@')
            throw Refused("begins with '@'", "another first character (entities begin so)", parameter);
        int bad = id.AsSpan().IndexOfAny("/\\#?");
        if (bad >= 0)
            throw Refused($"has '{id[bad]}' at {bad}", "no '/', '\\', '#' or '?'", parameter);
        if (id.Any(char.IsControl))
            throw Refused("has a control character", "printable characters", parameter);
    }

    private static ArgumentException Refused(string found, string expected, string parameter) =>
        new($"Instance id: it {found}; expected {expected}.", parameter);
}
