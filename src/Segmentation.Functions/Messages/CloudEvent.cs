using System.Text.Json;
using Segmentation.Engine.Tracking;
using Segmentation.Functions.Hosting;

namespace Segmentation.Functions.Messages;

/// <summary>Messages that are not about one customer.</summary>
internal static class CloudEvent
{
    /// <summary>An event, CloudEvents 1.0 in structured JSON, without a time.</summary>
    /// <param name="workspace">The name of the workspace.</param>
    /// <param name="type">What happened, such as <c>import.accepted</c>.</param>
    /// <param name="subject">What it happened to, such as <c>imports/0f3a</c>.</param>
    /// <param name="version">What tells it from the same event of the same subject at another time.</param>
    /// <param name="data">The details.</param>
    public static byte[] Of(string workspace, string type, string subject, string version, object data)
    {
        var name = $"segmentation.{type}.v1";
        return JsonSerializer.SerializeToUtf8Bytes(new
        {
            Specversion = "1.0",
            Id = MessageId.Of(name, subject, version),
            Source = $"/segmentation/{workspace}",
            Type = name,
            Subject = subject,
            Datacontenttype = "application/json",
            Data = data,
        }, Json.Options);
    }
}
