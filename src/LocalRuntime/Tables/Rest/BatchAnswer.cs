using System.Buffers.Text;
using System.Text;
using Azure;
using Azure.Data.Tables;

namespace LocalRuntime.Tables.Rest;

/// <summary>Reads the answer to an entity group transaction, line by line.</summary>
internal ref struct BatchAnswer(ReadOnlySpan<byte> rest)
{
    private ReadOnlySpan<byte> _rest = rest;

    private static ReadOnlySpan<byte> Start => "HTTP/1.1 "u8;

    /// <summary>The answers to all changes.</summary>
    /// <param name="table">The table, for messages.</param>
    /// <param name="bytes">The answer.</param>
    /// <param name="count">How many changes there were.</param>
    /// <exception cref="TableTransactionFailedException">None was made.</exception>
    public static Response[] Read(string table, ReadOnlySpan<byte> bytes, int count)
    {
        var answer = new BatchAnswer(bytes);
        var responses = new List<Response>(count);
        while (answer.NextStatus() is { } status)
        {
            var etag = answer.Headers();
            if (status >= 400)
                throw Refused(table, status, answer.NextLine());
            responses.Add(new LocalResponse(status, etag));
        }

        return responses.Count == count
            ? [.. responses]
            : throw new RequestFailedException(
                $"table '{table}': {responses.Count} answers to a transaction; expected {count}. Look what it did.");
    }

    /// <summary>Goes behind the next line that starts an answer; null when there is none.</summary>
    private int? NextStatus()
    {
        while (!_rest.IsEmpty)
        {
            var line = NextLine();
            if (line.StartsWith(Start) && Utf8Parser.TryParse(line[Start.Length..], out int status, out _))
                return status;
        }

        return null;
    }

    /// <summary>Goes behind the headers; the ETag among them.</summary>
    private string? Headers()
    {
        string? etag = null;
        for (var line = NextLine(); !line.IsEmpty && !line.StartsWith("--"u8); line = NextLine())
        {
            var end = line.IndexOf((byte)':');
            if (end > 0 && Ascii.EqualsIgnoreCase(line[..end], "ETag"u8))
                etag = Encoding.UTF8.GetString(line[(end + 1)..]).Trim();
        }

        return etag;
    }

    private ReadOnlySpan<byte> NextLine()
    {
        var end = _rest.IndexOf((byte)'\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        return line.TrimEnd((byte)'\r');
    }

    /// <summary>The message starts with the position of the change at fault: <c>2:The specified...</c></summary>
    private static TableTransactionFailedException Refused(string table, int status, ReadOnlySpan<byte> json)
    {
        var (code, message) = ODataError.Read(json);
        var end = message?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        int? index = end > 0 && int.TryParse(message.AsSpan(0, end), out var position) ? position : null;
        return TableErrors.OfAction(
            new RequestFailedException(status, $"table '{table}': {message}", code, null), index);
    }
}
