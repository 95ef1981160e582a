namespace Segmentation.Engine.Tests.Workspaces;

public sealed class ShippedWorkspacesTests
{
    public static TheoryData<string> Names => new(ShippedWorkspaces.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_shipped_workspace_has_no_problems_and_the_name_of_its_folder(string name) =>
        Assert.Equal(name, Definitions.Read(ShippedWorkspaces.Files(name)).Name);

    [Fact]
    public void All_folders_of_workspaces_are_known_here() => Assert.Equal(ShippedWorkspaces.Names,
        Directory.EnumerateDirectories(ShippedWorkspaces.Folder).Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("starter")]
    [InlineData("cdnow")]
    [InlineData("maven-crm")]
    [InlineData("marketing-campaign")]
    [InlineData("tidewater")]
    [InlineData("e-commerce")]
    [InlineData("non-profit")]
    public void Rfm_has_the_eleven_segments_best_first_and_prospect(string workspace)
    {
        var rfm = Definitions.Read(ShippedWorkspaces.Files(workspace)).Schemes.Single(scheme => scheme.Name == "rfm");

        Assert.Equal(
            [
                "champions", "loyal", "potential-loyalist", "new", "promising", "need-attention", "about-to-sleep",
                "at-risk", "cant-lose", "hibernating", "lost", "prospect",
            ],
            rfm.Segments.Select(segment => segment.Id));
        Assert.Equal("prospect", rfm.Missing);
        Assert.All(rfm.Scores, score => Assert.Equal(5, score.Buckets));
        Assert.All(rfm.Segments, segment => Assert.NotNull(segment.Description));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_segment_has_a_playbook_and_every_playbook_a_segment(string name)
    {
        var starter = Definitions.Read(ShippedWorkspaces.Files(name));
        var segments = starter.Schemes.SelectMany(scheme => scheme.Segments).ToList();

        Assert.All(segments, segment => Assert.NotNull(segment.Playbook));
        Assert.Equal(starter.Files.Keys.Where(path => path.StartsWith("playbooks/", StringComparison.Ordinal)),
            segments.Select(segment => $"playbooks/{segment.Playbook}.yaml").Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("tidewater", "high-touch", "high", "limited", "high", "High-value customers with complex needs.")]
    [InlineData("tidewater", "mid-touch", "moderate", "balanced", "moderate", "Customers with moderate needs.")]
    [InlineData("tidewater", "low-touch", "low", "extensive", "low", "Customers with low needs.")]
    [InlineData("b2b-saas", "high-touch", "high", "limited", "high", "High-value customers with complex needs.")]
    [InlineData("b2b-saas", "mid-touch", "moderate", "balanced", "moderate", "Customers with moderate needs.")]
    [InlineData("b2b-saas", "low-touch", "low", "extensive", "low", "Customers with low needs.")]
    public void The_playbooks_of_the_touch_model_are_complete(
        string workspace, string name, string interaction, string selfService, string cost, string bestFor)
    {
        var play = Definitions.Read(ShippedWorkspaces.Files(workspace)).Playbooks[name];

        Assert.Equal(
            (interaction, selfService, cost, bestFor),
            (play.LevelOfInteraction, play.SelfService, play.Cost, play.BestFor));
        foreach (var property in play.GetType().GetProperties().Where(p => p.Name != nameof(play.NextAction)))
        {
            Assert.NotNull(property.GetValue(play));
            Assert.NotEqual(0, (property.GetValue(play) as System.Collections.ICollection)?.Count);
        }
    }

    [Fact]
    public void The_starter_asks_of_a_dump_only_ids_times_and_amounts()
    {
        var starter = Definitions.Read(ShippedWorkspaces.Files("starter"));

        Assert.All(starter.Customers!.Fields, field => Assert.True(field.Column!.Optional));
        Assert.Equal(["amount"], starter.Streams.Single().Fields.Where(
            field => !field.Column!.Optional).Select(field => field.Name));
        Assert.Null(starter.Streams.Single().Key);
    }

    [Fact]
    public void The_schemes_of_the_starter_are_these()
    {
        var schemes = Definitions.Read(ShippedWorkspaces.Files("starter")).Schemes;

        Assert.Equal(["engagement", "rfm", "status"], schemes.Select(scheme => scheme.Name));
        Assert.Equal(["engaged", "cooling", "unengaged", "silent"], schemes[0].Segments.Select(segment => segment.Id));
        Assert.Equal(["active", "pending", "prospect", "lead", "lapsed", "lost"], schemes[2].Segments.Select(
            segment => segment.Id));
    }
}
