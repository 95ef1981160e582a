using System.Numerics;
using Segmentation.Engine.Columns;

namespace Segmentation.Engine.Expressions;

/// <summary>Calculates with two values that are not null.</summary>
internal interface IOperation<T>
{
    /// <summary>The result, which may be null.</summary>
    /// <returns>Whether the result fits its type.</returns>
    static abstract bool Try(T a, T b, out T result);

    /// <summary>Whether the result is null for this second value, whatever the first.</summary>
    static virtual bool IsNullFor(T b) => false;
}

/// <summary>Calculates with two operands of one type.</summary>
internal sealed class Arithmetic<T, TOperation>(ColumnType type, Node left, Node right) : Node(type)
    where T : struct, INumber<T>
    where TOperation : struct, IOperation<T>
{
    public override bool MayBeNull => left.MayBeNull || right.MayBeNull
        || TOperation.IsNullFor(right is Constant<T> constant ? constant.Value : T.Zero);

    public override Column Evaluate(Frame frame)
    {
        var (a, b) = (Operand<T>.Of(left, frame), Operand<T>.Of(right, frame));
        var results = new T[frame.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var (x, y) = (a[i], b[i]);
            if (Cells<T>.IsNull(x) || Cells<T>.IsNull(y))
            {
                results[i] = Cells<T>.Null;
            }
            else if (!TOperation.Try(x, y, out results[i]))
            {
                results[i] = Cells<T>.Null;
                frame.Overflow(i);
            }
        }

        return Cells<T>.Column(results);
    }
}

internal readonly struct Sum : IOperation<long>, IOperation<double>, IOperation<decimal>
{
    public static bool Try(long a, long b, out long result)
    {
        result = unchecked(a + b);
        return ((a ^ result) & (b ^ result)) >= 0 && result != IntegerColumn.Null;
    }

    public static bool Try(double a, double b, out double result) => double.IsFinite(result = a + b);

    public static bool Try(decimal a, decimal b, out decimal result) => Exact.TryAdd(a, b, out result);
}

internal readonly struct Difference : IOperation<long>, IOperation<double>, IOperation<decimal>
{
    public static bool Try(long a, long b, out long result)
    {
        result = unchecked(a - b);
        return ((a ^ b) & (a ^ result)) >= 0 && result != IntegerColumn.Null;
    }

    public static bool Try(double a, double b, out double result) => double.IsFinite(result = a - b);

    public static bool Try(decimal a, decimal b, out decimal result) => Exact.TryAdd(a, -b, out result);
}

internal readonly struct Product : IOperation<long>, IOperation<double>, IOperation<decimal>
{
    public static bool Try(long a, long b, out long result)
    {
        var high = Math.BigMul(a, b, out result);
        return high == result >> 63 && result != IntegerColumn.Null;
    }

    public static bool Try(double a, double b, out double result) => double.IsFinite(result = a * b);

    public static bool Try(decimal a, decimal b, out decimal result) => Exact.TryMultiply(a, b, out result);
}

/// <summary>Division; by zero it is null.</summary>
internal readonly struct Quotient : IOperation<double>, IOperation<decimal>
{
    public static bool IsNullFor(double b) => b == 0;

    public static bool IsNullFor(decimal b) => b == 0;

    public static bool Try(double a, double b, out double result)
    {
        result = b == 0 ? NumberColumn.Null : a / b;
        return b == 0 || double.IsFinite(result);
    }

    public static bool Try(decimal a, decimal b, out decimal result)
    {
        result = MoneyColumn.Null;
        return b == 0 || Exact.TryDivide(a, b, out result);
    }
}

/// <summary>Makes the calculation with two operands of one type.</summary>
internal static class Arithmetic
{
    public static Node Of(ArithmeticKind kind, ColumnType type, Node left, Node right) => (type, kind) switch
    {
        (ColumnType.Integer, ArithmeticKind.Add) => new Arithmetic<long, Sum>(type, left, right),
        (ColumnType.Integer, ArithmeticKind.Subtract) => new Arithmetic<long, Difference>(type, left, right),
        (ColumnType.Integer, ArithmeticKind.Multiply) => new Arithmetic<long, Product>(type, left, right),
        (ColumnType.Number, ArithmeticKind.Add) => new Arithmetic<double, Sum>(type, left, right),
        (ColumnType.Number, ArithmeticKind.Subtract) => new Arithmetic<double, Difference>(type, left, right),
        (ColumnType.Number, ArithmeticKind.Multiply) => new Arithmetic<double, Product>(type, left, right),
        (ColumnType.Number, ArithmeticKind.Divide) => new Arithmetic<double, Quotient>(type, left, right),
        (ColumnType.Money, ArithmeticKind.Add) => new Arithmetic<decimal, Sum>(type, left, right),
        (ColumnType.Money, ArithmeticKind.Subtract) => new Arithmetic<decimal, Difference>(type, left, right),
        (ColumnType.Money, ArithmeticKind.Multiply) => new Arithmetic<decimal, Product>(type, left, right),
        (ColumnType.Money, ArithmeticKind.Divide) => new Arithmetic<decimal, Quotient>(type, left, right),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no calculation with this type"),
    };
}
