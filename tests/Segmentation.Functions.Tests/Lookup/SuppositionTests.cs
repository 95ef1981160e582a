using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Segmentation.Functions.Lookup;
using Segmentation.Functions.Runs;

namespace Segmentation.Functions.Tests.Lookup;

/// <summary>Values that somebody supposes.</summary>
public sealed class SuppositionTests
{
    private const string Measures = Some.Measures + """

        town: { value: city }
        first_day: { value: first(orders.time) }
        """;

    [Theory]
    [InlineData("town", "\"Ulm\"", true)]
    [InlineData("town", "\"\\ud83d\"", false)]
    [InlineData("first_day", "\"2026-06-01\"", true)]
    [InlineData("first_day", "\"\\ud83d\"", false)]
    public void Half_a_character_is_no_value_of_any_measure(string measure, string value, bool fits)
    {
        var plan = Plans.Bind(Some.Workspace("measures.yaml", Measures)).Measures;
        var supposition = new Supposition(plan);
        using var json = JsonDocument.Parse(value);
        var problem = supposition.Replace(
            supposition.Unknown(), new Dictionary<string, JsonElement> { [measure] = json.RootElement });
        if (fits)
            Assert.Null(problem);
        else
            Assert.Contains("wrong-type", Assert.IsType<ContentResult>(problem).Content, StringComparison.Ordinal);
    }
}
