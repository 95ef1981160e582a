using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Lifetime;

namespace Segmentation.Engine.Tests.Lifetime;

/// <summary>Models and customers, also unlikely ones.</summary>
internal static class Ranges
{
    public static Gen<PurchaseModel> Models { get; } =
        from kind in Gen.Elements(PurchaseModelKind.BgNbd, PurchaseModelKind.MbgNbd)
        from logs in Gen.Choose(-80, 80).Select(tenths => Math.Exp(tenths / 10.0)).ArrayOf(4)
        select new PurchaseModel(kind, logs[0], logs[1], logs[2], logs[3]);

    public static Gen<(int Repeats, int Last, int Age)> Customers { get; } =
        from age in Gen.Choose(0, 2000)
        from last in Gen.Choose(0, age)
        from repeats in Gen.Choose(0, last)
        select repeats == 0 ? (0, 0, age) : (repeats, last, age);
}
