using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>The types in plain words.</summary>
internal static class Words
{
    public static string Of(ColumnType type) => type switch
    {
        ColumnType.Text => "text",
        ColumnType.Integer => "a whole number",
        ColumnType.Number => "a number",
        ColumnType.Money => "an exact amount",
        ColumnType.Date => "a date",
        _ => "true or false",
    };
}
