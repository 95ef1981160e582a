using System.Reflection;
using LocalRuntime.Worker.Blobs;
using Microsoft.Azure.Functions.Worker;

namespace LocalRuntime.Worker.Functions;

/// <summary>The parameters of a blob function: the content, and values of the pattern by name.</summary>
internal static class BlobArguments
{
    private const string Supported = "a blob function takes [BlobTrigger] Stream, string, byte[] or BinaryData, simple "
        + "values named in its path, FunctionContext, CancellationToken and [DurableClient] DurableTaskClient.";

    /// <summary>The way of one parameter.</summary>
    public static Bound For(ParameterInfo parameter, string path)
    {
        if (parameter.IsDefined(typeof(BlobTriggerAttribute)))
            return Content(parameter);
        // The path may still hold %Setting%; values in braces stand in it as they are.
        if (!path.Contains($"{{{parameter.Name}}}", StringComparison.OrdinalIgnoreCase))
            return Bound.No(parameter, $"is no value of the path '{path}'; " + Supported);
        if (SimpleText.Reader(parameter.ParameterType) is not { } read)
            return Bound.No(parameter, "is no simple type (text, number, date, Guid, bool, enum); " + Supported);
        return Bound.To(invocation => FromName(invocation.TriggerAs<WatchedBlob>(), parameter, read));
    }

    private static Bound Content(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(Stream))
            return new Bound(async invocation => await OpenAsync(invocation), null);
        if (parameter.ParameterType == typeof(string))
            return new Bound(async invocation => await TextAsync(invocation), null);
        if (parameter.ParameterType == typeof(byte[]))
            return new Bound(async invocation => await BytesAsync(invocation), null);
        if (parameter.ParameterType == typeof(BinaryData))
            return new Bound(async invocation => BinaryData.FromBytes(await BytesAsync(invocation)), null);
        return Bound.No(parameter, "is no content that can be bound; " + Supported);
    }

    private static async Task<Stream> OpenAsync(Invocation invocation)
    {
        var stream = await invocation.TriggerAs<WatchedBlob>().OpenAsync(invocation.CancellationToken);
        invocation.Opened.Add(stream);
        return stream;
    }

    private static async Task<string> TextAsync(Invocation invocation)
    {
        using var reader = new StreamReader(await OpenAsync(invocation));
        return await reader.ReadToEndAsync(invocation.CancellationToken);
    }

    private static async Task<byte[]> BytesAsync(Invocation invocation)
    {
        using var bytes = new MemoryStream();
        await (await OpenAsync(invocation)).CopyToAsync(bytes, invocation.CancellationToken);
        return bytes.ToArray();
    }

    private static object FromName(WatchedBlob blob, ParameterInfo parameter, Func<string, object?> read) =>
        read(blob.Values[parameter.Name!]) ?? throw new FormatException(
            $"path value '{parameter.Name}': expected {SimpleText.NameOf(parameter.ParameterType)}; "
            + "rename the blob, or take the value as text.");
}
