using Segmentation.Engine.Expressions;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Expressions;

/// <summary>What the grammar in docs/workspace.md can say, the parser can read.</summary>
public sealed class GrammarTests
{
    private const int Sentences = 2000;

    private static readonly string Grammar = File
        .ReadAllText(Path.Combine(ShippedWorkspaces.Folder, "..", "docs", "workspace.md"))
        .ReplaceLineEndings("\n").Split("```ebnf\n")[1].Split("```")[0];

    [Fact]
    public void A_sentence_of_the_documented_grammar_is_read()
    {
        var grammar = new Ebnf(Grammar, new Random(20261126));
        for (var i = 0; i < Sentences; i++)
        {
            var sentence = grammar.Sentence("expression");
            var problems = new Problems();
            var origin = new Origin(new ExpressionText(sentence, new Location("grammar", 1, 1)));
            Assert.True(
                Parser.Parse(origin, problems) is not null,
                $"{sentence}: {string.Join('\n', problems.All.Select(problem => problem.ToString()))}");
        }
    }

    [Theory]
    [InlineData("1 +")]
    [InlineData("NOT")]
    [InlineData("a NOT 3")]
    [InlineData("a < b < c")]
    [InlineData("CASE ELSE 1 END")]
    [InlineData("f(a IN LAST 3)")]
    [InlineData("a IN LAST 3 DAYS")]
    [InlineData("a.b.c")]
    [InlineData("DATE '2026-02-30'")]
    public void What_the_grammar_cannot_say_is_refused(string sentence)
    {
        var problems = new Problems();
        Assert.Null(Parser.Parse(
            new Origin(new ExpressionText(sentence, new Location("grammar", 1, 1))), problems));
    }
}
