using Segmentation.Engine.Columns;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>A customer of a directory.</summary>
internal sealed record Listed(string Id, string? Name, string? Owner = null, string? Crm = null, string? Shop = null);

/// <summary>Directories of a few customers.</summary>
internal static class Directory
{
    /// <summary>The directory of customers, whose ids are in order; keys are <c>crm</c> and <c>shop</c>.</summary>
    public static CustomerDirectory Of(params IReadOnlyList<Listed> customers) => new(
        Some.Texts(customers.Select(customer => customer.Id)), Column(customers, customer => customer.Name),
        Column(customers, customer => customer.Owner),
        [
            new NamedTexts("crm", Column(customers, customer => customer.Crm)),
            new NamedTexts("shop", Column(customers, customer => customer.Shop)),
        ],
        []);

    private static TextColumn Column(IReadOnlyList<Listed> customers, Func<Listed, string?> text) =>
        TextSort.Sorted(
            (TextColumn)ColumnConcat.Of(ColumnType.Text, [Some.Column([.. customers.Select(text)])]));
}
