using System.Text;

namespace Segmentation.Cli.Generate;

/// <summary>Words to draw from, ready as UTF-8.</summary>
internal sealed class Words
{
    private readonly byte[][] _all;

    /// <summary>Words that are equally likely.</summary>
    public Words(params ReadOnlySpan<string> words)
    {
        _all = new byte[words.Length][];
        for (var i = 0; i < words.Length; i++)
            _all[i] = Encoding.UTF8.GetBytes(words[i]);
    }

    /// <summary>Words that are as likely as their weights.</summary>
    public Words(params ReadOnlySpan<(string Word, int Weight)> words)
    {
        var all = new List<byte[]>();
        foreach (var (word, weight) in words)
            all.AddRange(Enumerable.Repeat(Encoding.UTF8.GetBytes(word), weight));
        _all = [.. all];
    }

    /// <summary>One of the words.</summary>
    public ReadOnlySpan<byte> Draw(Chance chance) => _all[chance.Below(_all.Length)];
}
