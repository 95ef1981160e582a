using System.Globalization;

namespace EndToEnd.Determinism;

/// <summary>Tests that change the culture of the whole process run alone.</summary>
[CollectionDefinition(nameof(OneCulture), DisableParallelization = true)]
public sealed class OneCulture;

[Collection(nameof(OneCulture))]
public sealed class CultureTests
{
    [Theory]
    [InlineData("ravenstack")]
    [InlineData("generated")]
    public void A_Turkish_culture_gives_the_same_bytes(string set)
    {
        using var history = History.Of(set);
        var plain = history.Run("plain");
        var before =
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture =
            CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            var turkish = history.Run("turkish");
            SameBytesTests.AssertSame(plain, turkish);
            var files = plain.RunFiles(2);
            Assert.Empty(turkish.RunFiles(2).Where(file => files[file.Key] != file.Value).Select(file => file.Key));
            Assert.Equal(files.Count, turkish.RunFiles(2).Count);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture, CultureInfo.DefaultThreadCurrentCulture) =
                before;
        }
    }
}
