using System.Text;
using Segmentation.Engine.Linting;
using Segmentation.Engine.Measures;
using Segmentation.Engine.Tests.Workspaces;
using Segmentation.Engine.Workspaces;

namespace Segmentation.Engine.Tests.Linting;

public sealed class WorldCheckTests
{
    private const string Renewal = "a: { value: \"p_renew(orders, ends: day, period: 30d)\" }";
    private const string Alive = "a: { value: p_alive(orders) }";

    [Theory]
    [InlineData("non-contractual", Renewal, "p_renew in a workspace that is non-contractual; expected p_alive")]
    [InlineData("contractual", Alive, "p_alive in a workspace that is contractual; expected p_renew")]
    public void A_model_of_the_other_world_is_warned_of(string world, string measure, string told)
    {
        var problem = Assert.Single(Found(world, measure));
        Assert.Equal((ProblemCode.WrongWorld, Severity.Warning), (problem.Code, problem.Severity));
        Assert.Contains(told, problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("contractual", Renewal)]
    [InlineData("non-contractual", Alive)]
    [InlineData(null, Renewal)]
    [InlineData(null, Alive)]
    public void Other_models_are_not(string? world, string measure) => Assert.Empty(Found(world, measure));

    private static IReadOnlyList<Problem> Found(string? world, string measure)
    {
        var files = Definitions.With("measures.yaml", measure);
        files["workspace.yaml"] = Encoding.UTF8.GetBytes("name: shop\n" + (world is null ? "" : $"world: {world}\n"));
        files["sources.yaml"] = Encoding.UTF8.GetBytes("""
            streams:
              orders:
                file: "*"
                customer: id
                time: time
                fields: { day: date }
            """);
        var workspace = Definitions.Read(files);
        var (binding, problems) = (new Problems(), new Problems());
        WorldCheck.Check(workspace, MeasurePlan.Bind(workspace, binding)!, problems);
        return [.. problems.All];
    }
}
