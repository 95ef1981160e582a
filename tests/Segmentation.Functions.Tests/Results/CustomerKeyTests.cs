using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Segmentation.Engine.Columns;
using Segmentation.Functions.Results;

namespace Segmentation.Functions.Tests.Results;

public sealed class CustomerKeyTests
{
    [Theory]
    [InlineData("C-00417", "C-00417")]
    [InlineData("aZ09._-", "aZ09._-")]
    [InlineData("a b", "a=20b")]
    [InlineData("a~b", "a=7Eb")]
    [InlineData("a=7Eb", "a=3D7Eb")]
    [InlineData("=h", "=3Dh")]
    [InlineData("a/b\\c#d?e", "a=2Fb=5Cc=23d=3Fe")]
    [InlineData("é", "=C3=A9")]
    [InlineData("😀", "=F0=9F=98=80")]
    [InlineData("\n", "=0A")]
    [InlineData("", "")]
    public void What_is_no_letter_digit_dot_dash_or_underscore_is_escaped(string id, string encoded)
    {
        Assert.Equal(encoded, CustomerKey.Encoded(Bytes(id)));
        Assert.Equal($"c~{encoded}", CustomerKey.Current(Bytes(id)));
        Assert.Equal($"t~{encoded}~9999999992", CustomerKey.History(Bytes(id), 7));
    }

    [Theory]
    [InlineData(256, false)]
    [InlineData(257, true)]
    [InlineData(5000, true)]
    public void Only_ids_longer_than_256_bytes_become_their_hash(int length, bool hashed)
    {
        var id = new string('x', length);
        var hash = $"=h{Convert.ToHexStringLower(SHA256.HashData(Bytes(id)))}";
        Assert.Equal(hashed ? hash : id, CustomerKey.Encoded(Bytes(id)));
    }

    [Theory]
    [InlineData(85, 1, false)]
    [InlineData(85, 2, true)]
    public void Escaped_bytes_count_with_their_escape(int escaped, int plain, bool hashed)
    {
        var id = new string(' ', escaped) + new string('x', plain);
        Assert.Equal(hashed, CustomerKey.Encoded(Bytes(id)).StartsWith("=h", StringComparison.Ordinal));
    }

    [Fact]
    public void Newer_history_comes_first_and_under_the_prefix_of_its_customer()
    {
        string[] keys = [.. new[] { 999_999_999, 1000, 999, 10, 9, 1 }.Select(run => CustomerKey.History("a"u8, run))];
        Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        Assert.All(keys, key => Assert.StartsWith(CustomerKey.HistoryPrefix("a"u8), key, StringComparison.Ordinal));
    }

    [Fact]
    public void The_partition_is_the_first_two_digits_of_the_hash_that_shards_are_made_by() =>
        Prop.ForAll<string?>(id =>
        {
            var bytes = Bytes(id ?? "");
            var hash = StableHash.Of(bytes).ToString("x16", CultureInfo.InvariantCulture);
            Assert.Equal(hash[..2], CustomerKey.Partition(bytes));
            Assert.Equal(hash[..2], CustomerKey.PartitionNumber(bytes).ToString("x2", CultureInfo.InvariantCulture));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_ids_have_different_keys_and_none_lies_under_the_prefix_of_another() =>
        Prop.ForAll(Pairs(), pair =>
        {
            var (one, two) = (Bytes(pair.One), Bytes(pair.Two));
            var key = CustomerKey.History(two, 3);
            var isUnder = key.StartsWith(CustomerKey.HistoryPrefix(one), StringComparison.Ordinal);
            Assert.Equal(one.AsSpan().SequenceEqual(two), isUnder);
            Assert.Equal(isUnder, CustomerKey.Current(one) == CustomerKey.Current(two));
            Assert.Equal(2, key.Count(character => character == '~'));
            Assert.DoesNotContain(key, character => character is '/' or '\\' or '#' or '?' || character < ' ');
        }).QuickCheckThrowOnFailure();

    /// <summary>Ids of few characters, so that one is often the beginning of the other.</summary>
    private static Arbitrary<(string One, string Two)> Pairs()
    {
        var text = Gen.Elements("a", "~", "=", "7E", "h", " ", "é", "/", "-", new string('x', 254))
            .ListOf().Select(parts => string.Concat(parts.Take(6)));
        return text.SelectMany(one => text, (one, two) => (one, two)).ToArbitrary();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
