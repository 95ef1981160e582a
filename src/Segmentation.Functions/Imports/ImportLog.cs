using Microsoft.Extensions.Logging;

namespace Segmentation.Functions.Imports;

/// <summary>What the log says of imports.</summary>
internal static partial class ImportLog
{
    [LoggerMessage(1000, LogLevel.Information, "import {Import} {State}: {Rows} rows, {Rejected} of them rejected")]
    public static partial void Settled(ILogger logger, string import, string state, long? rows, long? rejected);

    [LoggerMessage(1001, LogLevel.Warning, "import {Import} rejected: {Why}")]
    public static partial void Rejected(ILogger logger, string import, string why);

    [LoggerMessage(1002, LogLevel.Error, "a message of queue {Queue} names no file of the inbox; it is left out")]
    public static partial void Unreadable(ILogger logger, string queue);

    [LoggerMessage(1003, LogLevel.Warning, "import {Import} held: {Why}")]
    public static partial void Held(ILogger logger, string import, string why);
}
