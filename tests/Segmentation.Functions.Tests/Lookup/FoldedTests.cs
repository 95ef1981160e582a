using FsCheck;
using FsCheck.Fluent;
using Segmentation.Functions.Lookup;

namespace Segmentation.Functions.Tests.Lookup;

public sealed class FoldedTests
{
    [Fact]
    public void Texts_that_differ_in_case_alone_are_the_same()
    {
        string[] texts = ["", "Harbor Foods", "HARBOR foods", " élodie ", "ÉLODIE", "straße", "7-a", "😀x", "\u00A0b"];
        var folded = Folded.Of(Some.Texts(texts));
        Assert.Equal(
            ["", "HARBOR FOODS", "HARBOR FOODS", "ÉLODIE", "ÉLODIE", "STRAßE", "7-A", "😀X", "B"],
            Some.Strings(folded));
        Assert.Equal(
            texts.Select(text => System.Text.Encoding.UTF8.GetString(Folded.Of(text))), Some.Strings(folded));
    }

    [Fact]
    public void A_list_is_folded_as_each_of_its_texts() => Prop.ForAll<string[]>(texts =>
    {
        string[] all = [.. texts.Select(text => text ?? ""), " A ", "B\t", "\v7\f", "\u2003C", "\u0085D\r\n"];
        Assert.Equal(
            all.Select(text => System.Text.Encoding.UTF8.GetString(Folded.Of(text))),
            Some.Strings(Folded.Of(Some.Texts(all))));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(" HARBOR FOODS", "HARBOR FOODS")]
    [InlineData("C-1\t", "C-1")]
    public void Blanks_around_capitals_do_not_matter_either(string text, string folded) =>
        Assert.Equal([folded, "A"], Some.Strings(Folded.Of(Some.Texts(text, "A"))));

    [Fact]
    public void Texts_that_stay_as_they_are_are_not_kept_twice()
    {
        var ids = Some.Texts("C-00417", "007");
        Assert.Same(ids, Folded.Of(ids));
    }
}
