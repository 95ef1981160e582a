using FsCheck;
using FsCheck.Fluent;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class CustomerSearchTests
{
    private static readonly CustomerDirectory Customers = Directory.Of(
        new Listed("1", "Harbor Foods", "u1", "10", "a:b"),
        new Listed("2", "harbor foods", "u2", "11"),
        new Listed("3", "Harbor Foods North", "u1", "12", "10"),
        new Listed("4", "The Harbor", "u2"),
        new Listed("5", "Élodie & Sons", "u1"),
        new Listed("6", null, "u1", "crm:7"),
        new Listed("C-70", "Foods of the harbor", "U1"),
        new Listed("c-7", "Globex", null, "7"));

    [Theory]
    // The name itself, names that begin with it, names that have its words; then by name, then by id.
    [InlineData("harbor foods", "1 2 3 C-70")]
    [InlineData(" FOODS  harbor ", "C-70 1 2 3")]
    [InlineData("harbor", "1 2 3 C-70 4")]
    [InlineData("arbo nort", "3")]
    [InlineData("harbor sons", "")]
    [InlineData("éLODIE", "5")]
    [InlineData("&", "5")]
    // An id, whatever its case: whole ones first.
    [InlineData("c-7", "c-7 C-70")]
    [InlineData("C-70", "C-70")]
    [InlineData("-7", "")]
    [InlineData("c-7 glob", "c-7")]
    [InlineData("6", "6")]
    public void Every_word_is_in_the_name_or_begins_the_id(string text, string expected) =>
        Assert.Equal(expected, Find(text, null, null));

    [Theory]
    [InlineData("u1", "1 3 5 6")]
    [InlineData("U1", "C-70")]
    [InlineData("u", "")]
    public void An_owner_is_compared_exactly_and_customers_without_a_name_come_last(string owner, string expected) =>
        Assert.Equal(expected, Find(null, owner, null));

    [Theory]
    [InlineData("10", "1 3")]
    [InlineData("crm:10", "1")]
    [InlineData("shop:10", "3")]
    [InlineData("shop:a:b", "1")]
    [InlineData("a:b", "1")]
    // What comes before the colon is the name of a key, if it is one.
    [InlineData("crm:7", "c-7")]
    [InlineData("crm:crm:7", "6")]
    [InlineData("CRM:10", "")]
    [InlineData("1", "")]
    [InlineData("crm:", "")]
    public void A_key_is_compared_exactly_and_may_be_named(string key, string expected) =>
        Assert.Equal(expected, Find(null, null, key));

    [Fact]
    public void All_that_is_asked_must_hold()
    {
        Assert.Equal("1 3", Find("harbor", "u1", null));
        Assert.Equal("3", Find("harbor", "u1", "shop:10"));
        Assert.Equal("", Find("harbor", "u2", "10"));
    }

    [Fact]
    public void A_directory_without_customers_or_names_finds_nobody()
    {
        Assert.Empty(new CustomerSearch("a", "b", "c").In(Directory.Of()));
        Assert.Empty(new CustomerSearch("a", null, null).In(Directory.Of(new Listed("b", null))));
    }

    [Fact]
    public void A_search_finds_what_looking_at_each_customer_finds() => Prop.ForAll<int>(seed =>
    {
        var random = new Random(seed);
        string? Text() => random.Next(4) == 0 ? null : string.Concat(Enumerable.Range(0, random.Next(1, 6))
            .Select(_ => "aAb é"[random.Next(5)])).Trim() is { Length: > 0 } text ? text : null;
        Listed[] customers =
        [
            .. Enumerable.Range(0, 20).Select(i => new Listed($"{(char)('a' + i)}{random.Next(3)}", Text(), Text())),
        ];
        var (text, owner) = (Text() ?? "a", random.Next(2) == 0 ? null : Text());
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool IsSame(string? a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
        var whole = string.Join(' ', words);
        var expected = customers
            .Where(customer => owner is null || customer.Owner == owner)
            .Where(customer => words.All(word =>
                customer.Name?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
                || customer.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(customer => IsSame(customer.Name, whole) || IsSame(customer.Id, whole) ? 0
                : customer.Name?.StartsWith(whole, StringComparison.OrdinalIgnoreCase) == true ? 1
                : 2)
            .ThenBy(customer => customer.Name is null)
            .ThenBy(customer => customer.Name?.ToUpperInvariant(), StringComparer.Ordinal)
            .ThenBy(customer => customer.Id, StringComparer.Ordinal);
        var directory = Directory.Of(customers);
        Assert.Equal(
            expected.Select(customer => customer.Id),
            new CustomerSearch(text, owner, null).In(directory).Select(directory.Ids.Text));
    }).QuickCheckThrowOnFailure();

    private static string Find(string? text, string? owner, string? key) =>
        string.Join(' ', new CustomerSearch(text, owner, key).In(Customers).Select(Customers.Ids.Text));
}
