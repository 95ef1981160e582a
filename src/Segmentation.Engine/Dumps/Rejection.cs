namespace Segmentation.Engine.Dumps;

/// <summary>A bad row: data, not a fault. It is counted, kept, and can be imported again once mended.</summary>
/// <param name="Line">The line of the file where the row begins (for an unterminated
/// quote, where the quote stands), from 1.</param>
/// <param name="Column">The name of the column at fault; empty when it is the whole row.</param>
/// <param name="Code">What is wrong, one of <see cref="RejectionCode"/>.</param>
/// <param name="Value">The cell or row at fault, clipped to 80 characters.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record Rejection(long Line, string Column, string Code, string Value, string Hint);

/// <summary>What can be wrong with a row. The codes are part of the contract: append only.</summary>
public static class RejectionCode
{
    /// <summary>The row has more or fewer cells than the header.</summary>
    public const string FieldCount = "field-count";

    /// <summary>Text follows the closing quote of a cell.</summary>
    public const string TextAfterQuote = "text-after-quote";

    /// <summary>A quoted cell does not end within 1 MiB and 1,000 lines.</summary>
    public const string UnterminatedQuote = "unterminated-quote";

    /// <summary>The row is not valid in the file's encoding.</summary>
    public const string Encoding = "encoding";

    /// <summary>The customer cell is empty.</summary>
    public const string NoCustomer = "no-customer";

    /// <summary>The key cell of a keyed stream is empty.</summary>
    public const string NoKey = "no-key";

    /// <summary>The time cell of an event is empty.</summary>
    public const string NoTime = "no-time";

    /// <summary>Not a date in the declared format.</summary>
    public const string Date = "date";

    /// <summary>Not a whole number.</summary>
    public const string Integer = "integer";

    /// <summary>Not a number.</summary>
    public const string Number = "number";

    /// <summary>Not an amount.</summary>
    public const string Money = "money";

    /// <summary>Neither true nor false.</summary>
    public const string Boolean = "boolean";

    /// <summary>More digits than can be kept exactly.</summary>
    public const string OutOfRange = "out-of-range";

    /// <summary>The amount is in another currency than the workspace's.</summary>
    public const string Currency = "currency";

    /// <summary>What to do about a rejection.</summary>
    /// <param name="code">The code.</param>
    /// <param name="dateFormat">The declared format of the column's dates, or null.</param>
    /// <param name="decimalComma">Whether the source declares a decimal comma.</param>
    public static string Hint(string code, string? dateFormat = null, bool decimalComma = false) => code switch
    {
        Date when dateFormat is not null => $"write an existing day as {dateFormat}, as the source declares",
        Number or Money when decimalComma => "write digits with a decimal comma, as the source declares",
        FieldCount => "give the row as many cells as the header, or declare format: { ragged: true }",
        TextAfterQuote => "double the quotes inside a quoted cell, or end the cell behind its closing quote",
        UnterminatedQuote => "close the quote, or double it",
        Encoding => "save the file as UTF-8, or declare format: { encoding: ... }",
        NoCustomer => "fill in the customer, or the key through which it is found",
        NoKey => "fill in the key, or take key: out of the source",
        NoTime => "fill in the time, or leave such rows out with where:",
        Date => "write yyyy-MM-dd, or declare the field's format:",
        Integer => "write a whole number, or declare type: number",
        Number or Money => "write digits with one decimal separator, or declare format: { decimal: \",\" }",
        Boolean => "write true or false (or yes/no, y/n, t/f, 1/0)",
        OutOfRange => "write at most 28 digits, 18 of them before the decimal separator",
        Currency => "add the rate to tables/rates.csv, or convert the amount to the workspace's currency",
        _ => "",
    };
}
