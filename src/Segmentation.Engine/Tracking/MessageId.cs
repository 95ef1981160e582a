using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Segmentation.Engine.Tracking;

/// <summary>The id of a message: the same for the same transition of the same run, however often it is sent.</summary>
public static class MessageId
{
    private const char Separator = '\u001f';
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>
    /// Lower-case base32 (RFC 4648, without padding) of SHA-256 over scheme, scheme
    /// version, customer, from, to and run; 52 characters.
    /// </summary>
    public static string Of(Transition transition, int run) => Of(
        transition.Scheme, transition.SchemeVersion.ToString(CultureInfo.InvariantCulture),
        transition.Customer, transition.From, transition.To, run.ToString(CultureInfo.InvariantCulture));

    /// <summary>The same over any parts, for messages that are not about one customer.</summary>
    public static string Of(params string?[] parts) =>
        Base32(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(Separator, parts))));

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (bits, count) = (0u, 0);
        foreach (var value in bytes)
        {
            (bits, count) = ((bits << 8) | value, count + 8);
            for (; count >= 5; count -= 5)
                text.Append(Alphabet[(int)(bits >> (count - 5)) & 31]);
        }

        return text.Append(Alphabet[(int)(bits << (5 - count)) & 31]).ToString();
    }
}
