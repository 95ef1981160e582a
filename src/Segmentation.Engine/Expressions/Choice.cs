using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>Takes each row from one of several columns.</summary>
internal static class Choice
{
    /// <summary>Marks a row that takes no column; it is null.</summary>
    public const int None = -1;

    /// <summary>The chosen values.</summary>
    /// <param name="type">The type of the columns.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="chosen">Per row the index of its column, or <see cref="None"/>.</param>
    public static Column Pick(ColumnType type, Column[] columns, int[] chosen) => type switch
    {
        ColumnType.Integer => Pick<long>(columns, chosen),
        ColumnType.Number => Pick<double>(columns, chosen),
        ColumnType.Money => Pick<decimal>(columns, chosen),
        ColumnType.Date => Pick<int>(columns, chosen),
        ColumnType.Boolean => Pick<sbyte>(columns, chosen),
        _ => PickTexts(columns, chosen),
    };

    /// <summary>Marks every row as taking no column.</summary>
    public static int[] Nothing(int count)
    {
        var chosen = new int[count];
        Array.Fill(chosen, None);
        return chosen;
    }

    private static Column Pick<T>(Column[] columns, int[] chosen)
        where T : struct, INumber<T>
    {
        var values = Array.ConvertAll(columns, Cells<T>.Of);
        var results = new T[chosen.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = chosen[i] == None ? Cells<T>.Null : values[chosen[i]][i];
        return Cells<T>.Column(results);
    }

    private static TextColumn PickTexts(Column[] columns, int[] chosen)
    {
        var from = Array.ConvertAll(columns, column => (TextColumn)column);
        var copies = Array.ConvertAll(from, column => Nothing(column.Texts.Count));
        var texts = new TextList();
        var results = new int[chosen.Length];
        for (var i = 0; i < results.Length; i++)
            results[i] = chosen[i] == None ? TextColumn.Null : CodeOf(from[chosen[i]], i, copies[chosen[i]], texts);
        return new TextColumn(results, texts);
    }

    // Only the texts that are chosen are copied, each once per column.
    private static int CodeOf(TextColumn from, int row, int[] copies, TextList texts)
    {
        var code = from.Codes[row];
        if (code == TextColumn.Null)
            return TextColumn.Null;
        if (copies[code] == None)
            copies[code] = texts.Add(from.Texts[code]);
        return copies[code];
    }
}

/// <summary>The value of the first condition that holds.</summary>
/// <param name="type">The type of the values.</param>
/// <param name="conditions">The conditions.</param>
/// <param name="values">A value for each condition, then the value when none holds.</param>
internal sealed class CaseNode(ColumnType type, Node[] conditions, Node[] values) : Node(type)
{
    public override bool MayBeNull => values.Any(value => value.MayBeNull);

    public override Column Evaluate(Frame frame)
    {
        var chosen = Choice.Nothing(frame.Count);
        var undecided = new ChosenFrame(frame, chosen, Choice.None);
        for (var branch = 0; branch < conditions.Length; branch++)
            Choose(chosen, branch, Cells<sbyte>.Of(conditions[branch].Evaluate(undecided)));
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] == Choice.None)
                chosen[i] = conditions.Length;
        }

        var columns = new Column[values.Length];
        for (var branch = 0; branch < values.Length; branch++)
            columns[branch] = values[branch].Evaluate(new ChosenFrame(frame, chosen, branch));
        return Choice.Pick(Type, columns, chosen);
    }

    private static void Choose(int[] chosen, int branch, sbyte[] holds)
    {
        for (var i = 0; i < chosen.Length; i++)
        {
            if (chosen[i] == Choice.None && holds[i] == 1)
                chosen[i] = branch;
        }
    }
}

/// <summary>The first value that is not null.</summary>
internal sealed class Coalesce(ColumnType type, Node[] values) : Node(type)
{
    public override bool MayBeNull => values.All(value => value.MayBeNull);

    public override Column Evaluate(Frame frame)
    {
        var chosen = Choice.Nothing(frame.Count);
        var undecided = new ChosenFrame(frame, chosen, Choice.None);
        var columns = new Column[values.Length];
        for (var argument = 0; argument < values.Length; argument++)
        {
            var column = columns[argument] = values[argument].Evaluate(undecided);
            for (var i = 0; i < chosen.Length; i++)
            {
                if (chosen[i] == Choice.None && !column.IsNull(i))
                    chosen[i] = argument;
            }
        }

        return Choice.Pick(Type, columns, chosen);
    }
}

/// <summary>
/// A frame that reports overflows and unmapped values only of the rows that take a branch: the others do not use it.
/// </summary>
internal sealed class ChosenFrame(Frame frame, int[] chosen, int branch) : Frame
{
    public override int Count => frame.Count;

    public override int AsOf => frame.AsOf;

    public override int Until => frame.Until;

    public override Column Column(int slot) => frame.Column(slot);

    public override Column Aggregate(Aggregate aggregate) => frame.Aggregate(aggregate);

    public override void Overflow(int row)
    {
        if (chosen[row] == branch)
            frame.Overflow(row);
    }

    public override void Unmapped(string table, int row, ReadOnlySpan<byte> value)
    {
        if (chosen[row] == branch)
            frame.Unmapped(table, row, value);
    }
}
