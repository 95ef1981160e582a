using System.Globalization;
using System.Text.RegularExpressions;
using Segmentation.Functions.OpenApi;
using Segmentation.Functions.Tests.Schemas;

namespace Segmentation.Functions.Tests.OpenApi;

public sealed partial class ProblemCodeTests
{
    private static readonly Dictionary<string, int> Statuses = new()
    {
        ["BadRequest"] = 400,
        ["NotFound"] = 404,
        ["Conflict"] = 409,
        ["RefusedDecision"] = 409,
        ["ConditionFailed"] = 412,
        ["QueryException"] = 400,
    };

    [Fact]
    public void Each_code_is_explained_once_and_no_other()
    {
        string[] told =
        [
            .. File.ReadLines(Path.Combine(SchemaFiles.Root, "docs/problems.md"))
                .Select(line => Row().Match(line)).Where(row => row.Success)
                .Select(row => $"{row.Groups["status"].Value} {row.Groups["code"].Value}"),
        ];
        Assert.Equal(Ofs("src").Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.Equal(told.Order(StringComparer.Ordinal), told);
    }

    [Fact]
    public void Attributes_name_the_codes_that_the_source_of_functions_has()
    {
        var named = HttpFunction.In(typeof(HttpFunction).Assembly).SelectMany(Operations.Codes)
            .SelectMany(fail => fail.Value.Select(code => string.Create(
                CultureInfo.InvariantCulture, $"{fail.Key} {code}")));
        string[] others = ["401 unauthorized", "413 body-too-large", "500 internal-error", "503 storage-away"];
        Assert.Equal(
            Ofs("src/Segmentation.Functions").Union(others).Order(StringComparer.Ordinal),
            named.Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>The codes with their status in the sources of a folder.</summary>
    private static IEnumerable<string> Ofs(string folder) => Directory
        .EnumerateFiles(Path.Combine(SchemaFiles.Root, folder), "*.cs", SearchOption.AllDirectories)
        .SelectMany(file => Ofs(file, File.ReadAllText(file))).Distinct();

    private static IEnumerable<string> Ofs(string file, string text)
    {
        foreach (Match call in Call().Matches(text))
        {
            var codes = Literal().Matches(call.Groups["first"].Value);
            Assert.True(
                codes.Count > 0 || call.Groups["first"].Value is "refused.Code" or "string code" or "string Code",
                $"{file}: '{call.Value}': found no code; expected it in the call, where a test can see it");
            foreach (Match code in codes)
                yield return $"{Statuses[call.Groups["method"].Value]} {code.Groups["code"].Value}";
        }

        foreach (Match given in WithStatus().Matches(text))
            yield return $"{given.Groups["status"].Value} {given.Groups["code"].Value}";
        foreach (Match given in TooMany().Matches(text))
            yield return $"429 {given.Groups["code"].Value}";
        if (text.Contains("\"malformed-request\"", StringComparison.Ordinal))
            yield return "400 malformed-request";
    }

    [GeneratedRegex("""\b(?<method>BadRequest|NotFound|Conflict|RefusedDecision|ConditionFailed|QueryException)\(\s*(?<first>[^,)]+),""")]
    private static partial Regex Call();

    [GeneratedRegex("TooMany\\(\\s*\\w+, [\\w.]+, \"(?<code>[a-z-]+)\"")]
    private static partial Regex TooMany();

    [GeneratedRegex("\"(?<code>[a-z]+(-[a-z]+)*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""StatusCodes\.Status(?<status>\d+)\w+,(\s*"[A-Z][A-Za-z ]+",)?\s*"(?<code>[a-z]+(-[a-z]+)*)"(?!:)""")]
    private static partial Regex WithStatus();

    [GeneratedRegex("""^\| (?<status>\d+) \| `(?<code>[a-z-]+)` \| [^|]+ \| [^|]+ \|$""")]
    private static partial Regex Row();
}
