using Segmentation.Engine.Identities;

namespace Segmentation.Engine.Tests.Identities;

/// <summary>The one form in which values are compared.</summary>
public sealed class MatchValueTests
{
    [Theory]
    [InlineData(" Ana@Example.COM ", "ana@example.com")]
    [InlineData("none", null)]
    [InlineData("@example.com", null)]
    [InlineData("ana@", null)]
    [InlineData("", null)]
    public void An_address_is_trimmed_and_in_lower_case(string value, string? normal) =>
        Assert.Equal(normal, MatchValue.Email(value));

    [Theory]
    [InlineData("de 123.456-7", "DE1234567")]
    [InlineData("n/a", null)]
    [InlineData("0-0-0", null)]
    [InlineData("0001", "0001")]
    public void A_number_is_its_letters_and_digits_and_four_at_least(string value, string? normal) =>
        Assert.Equal(normal, MatchValue.Id(value));

    [Theory]
    [InlineData("ACME Corp.", "ACME")]
    [InlineData("acme", "ACME")]
    [InlineData("Acme, Inc", "ACME")]
    [InlineData("Dupont S.A.R.L.", "DUPONT")]
    [InlineData("Müller & Co. GmbH", "MÜLLER")]
    [InlineData("Co Ltd", null)]
    public void A_name_loses_its_legal_form(string value, string? normal) =>
        Assert.Equal(normal, MatchValue.Name(value));
}
