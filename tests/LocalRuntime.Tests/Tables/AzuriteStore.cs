using Azure.Data.Tables;
using Azurite;

namespace LocalRuntime.Tests.Tables;

/// <summary>An account of its own in the Azurite that the tests share; skipped where there is no Azurite.</summary>
public sealed class AzuriteStore : ITableStore
{
    /// <summary>What Azurite 3.35 does unlike the service that it emulates.</summary>
    private static readonly Dictionary<string, string> Deviations = new()
    {
        ["Half_a_surrogate_pair_survives_beside_other_text"] = "requests have U+FFFD instead, as the official client's",
        ["Names_that_no_property_has_are_refused"] = "any name is stored",
        ["Property_names_of_256_characters_are_refused"] = "any name is stored",
        ["A_change_that_cannot_be_stored_is_named"] = "any name is stored",
        ["An_entity_of_253_properties_is_refused_merged_ones_too"] = "any number is stored",
        ["An_entity_of_more_than_one_mebibyte_is_refused_merged_ones_too"] = "an insertion may have more",
        ["Instants_before_1601_are_refused"] = "any instant is stored",
        ["Two_partitions_are_refused"] = "a transaction may have several partitions",
        ["Table_names_are_compared_without_case"] = "a table is found by its name as it was created",
        ["Tables_are_listed_in_the_order_of_their_names_without_case"] = "upper case comes first",
        ["A_page_may_be_empty_and_have_a_token"] = "pages are full; see RestAnswerTests",
        ["A_page_of_no_or_too_many_entities_is_refused"] = "any size is taken, or refused without a code",
        ["A_filter_may_not_be_nested_without_end"] = "an address of that length is cut off",
        ["Comparing_with_nothing_or_another_type_finds_nothing(filter: \"Text ne 5\")"] = "another type is not equal",
        ["A_filter_that_holds_finds_the_entity(filter: \"Number eq 5L\")"] = "an Int32 is not compared with an Int64",
        ["A_filter_that_holds_finds_the_entity(filter: \"Large eq 5000000000\")"] = "a long needs its L",
        ["A_filter_that_holds_finds_the_entity(filter: \"Ratio le 2.5e-1\")"] = "exponents are not read",
        ["A_filter_that_holds_finds_the_entity(filter: \"Day lt datetime'2026-01-02T04:04:05.0000001+01:00'\")"] =
            "instants are compared as texts",
        [NoFilter("Text eq null")] = "null is a value",
        [NoFilter("Text eq Number")] = "properties are compared with each other",
        [NoFilter("Number eq 5x")] = "what follows a number is left",
        [NoFilter("Number EQ 5")] = "operators are read without case",
        [NoFilter("Bytes eq X'0'")] = "half a byte is a value",
        [NoFilter("Text eq 'open")] = "a text may end with the filter",
        [NoFilter("Day eq datetime'x'")] = "any text is an instant",
        [NoFilter("Id eq guid'5'")] = "any text is a GUID",
    };

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["OutOfRangeInput"] = "InvalidInput",
        ["KeyValueTooLarge"] = "InvalidInput",
        ["InvalidResourceName"] = "",
    };

    public AzuriteStore()
    {
        Assert.SkipWhen(AzuriteServer.Missing is not null, AzuriteServer.Missing ?? "");
        Service = new TableServiceClient(AzuriteServer.Shared.NewAccount());
    }

    public TableServiceClient Service { get; }

    public string? Deviation(string test) => Deviations.GetValueOrDefault(test);

    public string Code(string documented) => Codes.GetValueOrDefault(documented, documented);

    public void Dispose()
    {
    }

    private static string NoFilter(string filter) => $"A_text_that_is_no_filter_is_refused(filter: \"{filter}\")";
}
