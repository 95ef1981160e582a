using System.Text;
using PlainLoops;

namespace Kernels;

/// <summary>What kernels are measured on: orders of the small shop, always the same, ten for each customer.</summary>
internal static class Dumps
{
    private const int OrdersOfCustomer = 10;

    /// <summary>Orders, in any order.</summary>
    public static PlainOrder[] Orders(int count) => PlainShop.Orders(new Random(1), count, count / OrdersOfCustomer);

    /// <summary>A dump of orders.</summary>
    public static byte[] Of(int count) => PlainShop.Dump(Orders(count));

    /// <summary>A cell of each order.</summary>
    public static byte[][] Cells(int count, Func<PlainOrder, string> cell) =>
        [.. Orders(count).Select(order => Encoding.UTF8.GetBytes(cell(order)))];
}
