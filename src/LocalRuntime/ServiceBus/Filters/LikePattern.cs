namespace LocalRuntime.ServiceBus.Filters;

/// <summary>A pattern: <c>%</c> stands for any characters, <c>_</c> for one, all others for themselves.</summary>
/// <param name="pattern">The pattern.</param>
/// <param name="escape">The character behind which any character stands for itself; null for none.</param>
internal readonly struct LikePattern(string pattern, char? escape)
{
    /// <summary>Whether a text has the form; upper and lower case differ.</summary>
    public bool Matches(string text)
    {
        // Behind the last % everything may begin again one character later.
        var (at, position, behindAny, again) = (0, 0, -1, 0);
        while (position < text.Length)
        {
            if (at < pattern.Length && pattern[at] == '%' && escape != '%')
                (behindAny, again) = (++at, position);
            else if (Fits(at, text[position], out var next))
                (at, position) = (next, position + 1);
            else if (behindAny >= 0)
                (at, position) = (behindAny, ++again);
            else
                return false;
        }

        while (at < pattern.Length && pattern[at] == '%' && escape != '%')
            at++;
        return at == pattern.Length;
    }

    private bool Fits(int at, char character, out int next)
    {
        next = at + 1;
        if (at >= pattern.Length)
            return false;
        if (pattern[at] != escape)
            return pattern[at] == '_' || pattern[at] == character;
        next = at + 2;
        return at + 1 < pattern.Length && pattern[at + 1] == character;
    }
}
