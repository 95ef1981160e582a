using Azure.Data.Tables;

namespace LocalRuntime.Tests.OfficialApi;

/// <summary>Every public member of LocalRuntime is one of the official API, and says where.</summary>
public sealed class OfficialApiTests
{
    private static readonly ApiMember[] Present = [.. PublicMembers.Of(typeof(TableClient).Assembly)];

    [Fact]
    public void Every_public_member_has_a_line_that_names_its_official_source()
    {
        var listed = OfficialList.Read().Select(line => line.Member).ToHashSet();

        Assert.Empty(Present.Where(member => !listed.Contains(member)).Select(member => member.ToString()));
    }

    [Fact]
    public void Every_line_names_a_member_that_is_there()
    {
        var present = Present.ToHashSet();

        Assert.Empty(OfficialList.Read().Where(line => !present.Contains(line.Member)).Select(line => $"{line.Member}"));
    }

    [Fact]
    public void No_member_has_two_lines() =>
        Assert.Empty(OfficialList.Read().CountBy(line => line.Member).Where(line => line.Value > 1)
            .Select(line => $"{line.Key}"));

    [Fact]
    public void A_package_has_one_version() =>
        Assert.Empty(OfficialList.Read().Select(line => (line.Package, line.Version)).Distinct()
            .CountBy(line => line.Package).Where(package => package.Value > 1).Select(package => package.Key));

    [Fact]
    public void A_source_is_a_file_of_a_public_repository() =>
        Assert.All(OfficialList.Read(), line => Assert.Matches("^(Azure|microsoft)/[a-z-]+/.+[.]cs$", line.Source));

    [Fact]
    public void The_page_is_what_the_lists_make_of_it()
    {
        var (path, page) = (Repository.Path("docs", "official-api.md"), OfficialApiPage.Of(OfficialList.Read()));
        if (Environment.GetEnvironmentVariable("UPDATE_OFFICIAL_API") == "1")
            File.WriteAllText(path, page);

        Assert.Equal(page, File.Exists(path) ? File.ReadAllText(path) : "");
    }
}
