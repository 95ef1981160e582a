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
        return Bound.To(invocation => FromName(invocation.TriggerAs<BlobFile>(), parameter, read));
    }

    private static Bound Content(ParameterInfo parameter)
    {
        if (parameter.ParameterType == typeof(Stream))
            return Bound.To(Open);
        if (parameter.ParameterType == typeof(string))
            return new Bound(
                async invocation => await File.ReadAllTextAsync(Path(invocation), Token(invocation)), null);
        if (parameter.ParameterType == typeof(byte[]))
            return new Bound(
                async invocation => await File.ReadAllBytesAsync(Path(invocation), Token(invocation)), null);
        if (parameter.ParameterType == typeof(BinaryData))
            return new Bound(async invocation => BinaryData.FromBytes(
                await File.ReadAllBytesAsync(Path(invocation), Token(invocation))), null);
        return Bound.No(parameter, "is no content that can be bound; " + Supported);
    }

    private static FileStream Open(Invocation invocation)
    {
        // Whoever owns the file may rename or remove it while it is read.
        var stream = new FileStream(
            Path(invocation), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        invocation.Opened.Add(stream);
        return stream;
    }

    private static object FromName(BlobFile blob, ParameterInfo parameter, Func<string, object?> read) =>
        read(blob.Values[parameter.Name!]) ?? throw new FormatException(
            $"path value '{parameter.Name}': expected {SimpleText.NameOf(parameter.ParameterType)}; "
            + "rename the blob, or take the value as text.");

    private static string Path(Invocation invocation) => invocation.TriggerAs<BlobFile>().Path;

    private static CancellationToken Token(Invocation invocation) => invocation.CancellationToken;
}
