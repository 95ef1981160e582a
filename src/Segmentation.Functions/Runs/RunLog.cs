using Microsoft.Extensions.Logging;

namespace Segmentation.Functions.Runs;

/// <summary>What the log says of runs.</summary>
internal static partial class RunLog
{
    [LoggerMessage(2000, LogLevel.Information, "run {Run} published: {Customers} customers, {Moves} moves")]
    public static partial void Published(ILogger logger, int run, long? customers, long? moves);

    [LoggerMessage(2001, LogLevel.Error, "run {Run}: {Why}")]
    public static partial void Failed(ILogger logger, int run, string why);

    [LoggerMessage(2002, LogLevel.Error, "run {Run} is published, but its files in published/latest are not: {Why}")]
    public static partial void NotExported(ILogger logger, int run, string why);

    [LoggerMessage(2003, LogLevel.Warning, "run {Run}: its files are made when it is published, not before: {Why}")]
    public static partial void NotPrepared(ILogger logger, int run, string why);
}
