using System.Text.Json;
using Azure.Data.Tables;

namespace LocalRuntime.Tables;

/// <summary>How many bytes a change has in a request: its JSON and the headers of its part.</summary>
internal static class SentSize
{
    private const int Headers = 500;

    /// <summary>The size of a change.</summary>
    public static long Of(TableTransactionAction action)
    {
        var writer = new EntityWriter();
        writer.Begin(action.Entity.PartitionKey, action.Entity.RowKey);
        if (action.ActionType != TableTransactionActionType.Delete)
            EntityShape.Write(action.Entity, writer);
        long size = Headers + Json(action.Entity.PartitionKey) + Json(action.Entity.RowKey);
        foreach (var property in new StoredEntity([], 0, writer.End()))
        {
            size += property.Name.Length + 4 + property.Type switch
            {
                PropertyType.Text or PropertyType.RawText => Json(property.Text),
                PropertyType.Binary => ((property.Value.Length + 2) / 3 * 4) + 2 + Annotation(property),
                PropertyType.Boolean or PropertyType.Int32 => 6,
                _ => 36 + Annotation(property),
            };
        }

        return size;
    }

    private static int Json(string text) => JsonEncodedText.Encode(text).EncodedUtf8Bytes.Length + 2;

    private static int Annotation(in StoredProperty property) => property.Name.Length + 28;
}
